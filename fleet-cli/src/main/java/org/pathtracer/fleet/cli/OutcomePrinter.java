// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.fleet.FleetOutcome;
import org.pathtracer.fleet.VantagePoint;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;

/** Prints outcomes as they arrive, as text or as a JSON document on a line each. */
final class OutcomePrinter<R extends Reportable> implements Flow.Subscriber<FleetOutcome<R>> {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;
    private final boolean json;
    private final CountDownLatch done = new CountDownLatch(1);
    private Flow.@Nullable Subscription subscription;
    private int failed;

    OutcomePrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Returns the number of vantage points without a result, when all have been printed. */
    int await() throws InterruptedException {
        done.await();
        return failed;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        made.request(1);
    }

    @Override
    public void onNext(FleetOutcome<R> outcome) {
        if (outcome instanceof FleetOutcome.Failed) {
            failed++;
        }
        out.println(json ? line(outcome) : text(outcome));
        out.flush();
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private static <R extends Reportable> String text(FleetOutcome<R> outcome) {
        VantagePoint point = outcome.vantagePoint();
        String title = "== from " + point.name() + (point.labels().isEmpty() ? "" : " " + point.labels());
        if (outcome instanceof FleetOutcome.Completed<R> completed) {
            return title + "\n" + Reports.text(completed.result()).stripTrailing();
        }
        FleetOutcome.Failed<R> failed = (FleetOutcome.Failed<R>) outcome;
        return title + "\n" + failed.kind() + ": " + failed.message();
    }

    private static <R extends Reportable> String line(FleetOutcome<R> outcome) {
        StringWriter text = new StringWriter();
        try (JsonGenerator document = JSON.createGenerator(text)) {
            document.writeStartObject();
            document.writeStringField("schema", "pathtracer/fleet-outcome/1");
            document.writeStringField("vantagePoint", outcome.vantagePoint().name());
            document.writeStringField("hub", outcome.vantagePoint().hub());
            document.writeObjectFieldStart("labels");
            for (var label : outcome.vantagePoint().labels().entrySet()) {
                document.writeStringField(label.getKey(), label.getValue());
            }
            document.writeEndObject();
            if (outcome instanceof FleetOutcome.Completed<R> completed) {
                if (completed.load().isPresent()) {
                    document.writeNumberField("load", completed.load().getAsDouble());
                }
                document.writeFieldName("result");
                document.writeRawValue(Reports.json(
                                completed.result(), ReportOptions.standard().compact(true))
                        .strip());
            } else if (outcome instanceof FleetOutcome.Failed<R> failed) {
                document.writeStringField("failure", failed.kind().name());
                document.writeStringField("message", failed.message());
            }
            document.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The measurement's result tells why. */
    @Override
    public void onError(Throwable failure) {
        done.countDown();
    }

    @Override
    public void onComplete() {
        done.countDown();
    }
}
