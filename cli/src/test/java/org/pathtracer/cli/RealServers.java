// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** BIND, coturn and nginx on this host, on its loopback where no address is given, until closed. */
final class RealServers implements AutoCloseable {
    static final int DNS = 15353;
    static final int STUN = 13478;
    static final int HTTPS = 18443;

    private static final long PATIENCE_SECONDS = 30;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    RealServers(Path folder) {
        this.folder = folder;
    }

    /** With a zone of its own and one for reverse names, and origins in the form of Team Cymru's. */
    void bind(String zone, String reverse) {
        String head = "$TTL 300\n@ SOA ns.test. admin.test. 1 2 3 4 60\n@ NS ns.test.\n";
        write("test.zone", head + "ns A 127.0.0.1\n" + zone);
        write("reverse.zone", head + reverse);
        Path configuration = write("named.conf", """
                options { directory "%s"; pid-file none; session-keyfile none; lock-file none;
                    listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; };
                controls { };
                zone "test" { type primary; file "test.zone"; };
                zone "216.184.93.in-addr.arpa" { type primary; file "reverse.zone"; };
                """.formatted(folder, DNS));
        start(" running", "named", "-g", "-n", "1", "-c", configuration.toString());
    }

    /** At an address of this host. */
    void coturn(String address) {
        start(
                "Total General servers",
                "stdbuf",
                "-oL",
                "turnserver",
                "-n",
                "-S",
                "--no-auth",
                "--no-tls",
                "--no-dtls",
                "--no-cli",
                "--listening-ip=" + address,
                "--listening-port=" + STUN,
                "--pidfile=" + folder.resolve("turn.pid"),
                "--log-file=stdout",
                "--db=" + folder.resolve("turn.db"));
    }

    void nginx() {
        nginx("", """
                location / { return 200 "hello\\n"; }
                location /address { return 200 "$remote_addr\\n"; }
                """);
    }

    /** Documents that name what is missing, broken, closed or sent at a byte a second, and one that is no document. */
    void nginxThatCarriesNoLoad() {
        write("drop", "x".repeat(4096));
        StringBuilder documents = new StringBuilder();
        for (String what : List.of("missing", "broken", "closing", "dripping", "unwritable")) {
            documents.append("""
                    location = /%1$s/nq { default_type application/json; return 200
                        '{"version":1,"urls":{"small_download_url":"/small","large_download_url":"/%1$s/large",\
                    "upload_url":"/%1$s/up"}}'; }
                    """.formatted(what));
        }
        nginx("http2", documents + """
                location = /small { return 200 "x"; }
                location / { return 404; }
                location /broken/ { return 500; }
                location /closing/ { return 444; }
                location = /dripping/large { limit_rate 1; alias %s/drop; }
                """.formatted(folder));
    }

    /** In the foreground; when it tells of the system, its port is open. */
    private void nginx(String protocol, String locations) {
        try (InputStream in = RealServers.class.getResourceAsStream("www.test.pem")) {
            Files.copy(in, folder.resolve("www.test.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path configuration = write("nginx.conf", """
                user root; worker_processes 1; daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr notice;
                events { }
                http { access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                    server { listen 127.0.0.1:%2$d ssl %3$s; ssl_certificate %1$s/www.test.pem;
                        ssl_certificate_key %1$s/www.test.pem;
                        %4$s } }
                """.formatted(folder, HTTPS, protocol, locations));
        start(": OS: ", "nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line that says that it is ready. */
    private void start(String ready, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            processes.add(process);
            StringBuilder said = new StringBuilder();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); ; line = lines.readLine()) {
                if (line == null) {
                    throw new AssertionError(command[0] + " ended: " + said);
                } else if (line.contains(ready)) {
                    break;
                }
                said.append(line).append('\n');
            }
            drain(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server whose output is not read would stop. */
    private static void drain(BufferedReader lines) {
        Thread thread = new Thread(
                () -> {
                    try {
                        lines.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The server has ended.
                    }
                },
                "server's log");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
