// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.FleetAuthority;
import org.pathtracer.fleet.authority.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathtracer fleet ca}: the authority of a fleet. */
@Command(
        name = "ca",
        description = "Makes the authority of a fleet, issues its certificates and revokes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CaCommand implements Runnable {
    private static final int LONGEST_DAYS = 3650;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: init, issue or revoke");
    }

    @Command(description = "Makes a new authority in a folder.", mixinStandardHelpOptions = true)
    int init(@Parameters(paramLabel = "FOLDER", description = "Of the authority.") Path folder) throws IOException {
        FleetAuthority.init(folder);
        spec.commandLine().getOut().println("authority in " + folder + "; keep its ca.key to yourself");
        return 0;
    }

    @Command(
            description = "Issues a certificate into a folder, for its owner to copy.",
            mixinStandardHelpOptions = true)
    int issue(
            @Parameters(paramLabel = "FOLDER", description = "Of the authority.") Path folder,
            @Parameters(paramLabel = "KIND/NAME", description = "agent/NAME, hub/NAME or client/NAME.") String identity,
            @Parameters(paramLabel = "INTO", description = "Folder for the certificate, its key and the authority's.")
                    Path into,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "365",
                            description = "Days that it is valid. Default: ${DEFAULT-VALUE}.")
                    int days,
            @Option(
                            names = "--host",
                            paramLabel = "NAME",
                            description = "Of its owner's host, or an address, for browsers: of a hub that has pages."
                                    + " May be repeated.")
                    @Nullable
                    List<String> hosts)
            throws IOException {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new InvalidRequestException("%d days are not between 1 and %d".formatted(days, LONGEST_DAYS));
        }
        FleetAuthority.open(folder)
                .issue(Identity.parse(identity), into, Duration.ofDays(days), hosts == null ? List.of() : hosts);
        spec.commandLine().getOut().println("certificate of " + identity + " in " + into);
        return 0;
    }

    @Command(description = "Revokes all certificates of an owner.", mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "FOLDER", description = "Of the authority.") Path folder,
            @Parameters(paramLabel = "KIND/NAME", description = "The owner.") String identity)
            throws IOException {
        int count = FleetAuthority.open(folder).revoke(Identity.parse(identity));
        spec.commandLine()
                .getOut()
                .println("revoked %d of %s; copy %s to the folders of the hubs, which act on it within seconds"
                        .formatted(count, identity, folder.resolve("revoked.crl")));
        return 0;
    }
}
