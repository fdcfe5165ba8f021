// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pathtracer.core.bufferbloat.BrokenStrategies;
import org.pathtracer.core.engine.OperationKind;
import org.pathtracer.core.engine.ProbeEngine;
import org.pathtracer.core.engine.Setting;
import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.TransportLoop;

/** The rules of the house that code can be held to. */
class ArchitectureTest {
    private static final String[] API = {
        "org.pathtracer",
        "org.pathtracer.address",
        "org.pathtracer.annotation",
        "org.pathtracer.bufferbloat",
        "org.pathtracer.check",
        "org.pathtracer.diagnosis",
        "org.pathtracer.dns",
        "org.pathtracer.enrich",
        "org.pathtracer.interfaces",
        "org.pathtracer.monitor",
        "org.pathtracer.mtu",
        "org.pathtracer.multipath",
        "org.pathtracer.ping",
        "org.pathtracer.probe",
        "org.pathtracer.publicaddress",
        "org.pathtracer.service",
        "org.pathtracer.spi",
        "org.pathtracer.statistics",
        "org.pathtracer.trace"
    };

    private static final String[] STRATEGIES = {
        "org.pathtracer.core.trace..",
        "org.pathtracer.core.mtu..",
        "org.pathtracer.core.loss..",
        "org.pathtracer.core.ping..",
        "org.pathtracer.core.monitor..",
        "org.pathtracer.core.multipath..",
        "org.pathtracer.core.bufferbloat..",
        "org.pathtracer.core.sample..",
        "org.pathtracer.core.explanation..",
        "org.pathtracer.core.diagnose.."
    };

    /** Kinds put an operation together and say when it ended; all else in these packages is told the time. */
    private static final ArchRule PURE_STRATEGIES = noClasses()
            .that()
            .resideInAnyPackage(STRATEGIES)
            .and()
            .areNotAssignableTo(OperationKind.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Setting.class, "clock")
            .orShould()
            .callMethod(Setting.class, "elapsed")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(LoadGenerator.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ProbeEngine.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(TransportLoop.class);

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.pathtracer");

    @Test
    void api_dependsOnNothingButAnnotations() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(apiAnd("java..", "org.jspecify.."))
                .check(HOUSE);
    }

    @Test
    void core_seesNoSocketLibrary() {
        classes()
                .that()
                .resideInAPackage("org.pathtracer.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(apiAnd(
                        "org.pathtracer.core..",
                        "org.pathtracer.result",
                        "java..",
                        "javax.net.ssl..",
                        "javax.security.auth.x500..",
                        "jdk.jfr..",
                        "org.jspecify..",
                        "com.github.benmanes.caffeine..",
                        "com.fasterxml.jackson.core..",
                        "com.maxmind.db..",
                        "org.slf4j..", // which dnsjava brings; it is only kept quiet
                        "org.xbill.."))
                .check(HOUSE);
    }

    @Test
    void strategies_haveNoThreadAndNoInput() {
        noClasses()
                .that()
                .resideInAnyPackage(STRATEGIES)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio..")
                .check(HOUSE);
    }

    @Test
    void strategies_haveNoClockAndNoLoadGenerator() {
        PURE_STRATEGIES.check(HOUSE);
    }

    /** What strategies may not do, done: else the rule above might look past it. */
    @Test
    void strategiesWithClockOrLoadGenerator_areFound() {
        for (Class<?> broken : BrokenStrategies.class.getDeclaredClasses()) {
            JavaClasses planted = new ClassFileImporter().importClasses(broken);
            assertThat(PURE_STRATEGIES.evaluate(planted).hasViolation())
                    .as(broken.getSimpleName())
                    .isTrue();
        }
    }

    @Test
    void wallClock_labelsResultsAndFilesOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(OperationRun.class.getName())
                .and()
                // A diagnosis is a result of its own.
                .doNotHaveFullyQualifiedName(DiagnoseRun.class.getName())
                .and()
                // Entries of a file must know how long it lay there.
                .doNotHaveFullyQualifiedName("org.pathtracer.core.cache.CacheFile")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(HOUSE);
    }

    @Test
    void noOperation_spawnsAProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "Runtime is asked for more than the number of processors",
                        call -> call.getTargetOwner().isAssignableTo(Runtime.class)
                                && !Set.of("getRuntime", "availableProcessors").contains(call.getName())))
                .check(HOUSE);
    }

    /** Whole folders; PackagesTest of the command's module holds each package of every module to the same. */
    @Test
    void folders_haveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("org.pathtracer.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    private static String[] apiAnd(String... others) {
        return Stream.concat(Arrays.stream(API), Arrays.stream(others)).toArray(String[]::new);
    }
}
