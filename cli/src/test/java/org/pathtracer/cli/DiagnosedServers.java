// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pathtracer.lab.Lab;

/**
 * Name servers (BIND) and web servers (nginx, with certificates of openssl) on the target of a lab, good and bad ones.
 * Each name server is an address of its own.
 */
final class DiagnosedServers implements Closeable {
    static final String WEB = "93.184.216.34";
    static final String WEB_IPV6 = "2a04:4e42::34";
    /** Where no packet gets to. */
    static final String LOST = "93.184.216.35";

    static final String LOST_IPV6 = "2a04:4e42::35";
    static final String GOOD = "93.184.216.53";
    /** Answers with a private address. */
    static final String LYING = "93.184.216.54";
    /** Answers with another public address. */
    static final String DIFFERENT = "93.184.216.55";
    /** Has a zone that it can't read. */
    static final String FAILING = "93.184.216.56";
    /** Has no process. */
    static final String DEAD = "93.184.216.57";
    /** Is filtered. */
    static final String SILENT = "93.184.216.58";
    /** Answers after 700 ms. */
    static final String SLOW = "93.184.216.59";
    /** Knows no name. */
    static final String EMPTY = "93.184.216.60";

    /** Of the store of certificates. */
    static final String PASSWORD = "changeit";

    private static final long DELAY_MILLIS = 700;
    private static final String CURVE = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

    private final Lab lab;
    private final Path folder;
    private final List<Closeable> open = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private DiagnosedServers(Lab lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
        open.add(timer::shutdownNow);
    }

    static DiagnosedServers start(Lab lab, Path folder) throws Exception {
        DiagnosedServers servers = new DiagnosedServers(lab, folder);
        try {
            servers.addresses();
            servers.certificates();
            servers.bind();
            servers.relay();
            servers.accept(9000, false);
            servers.accept(7001, false);
            servers.accept(7002, true);
            servers.nginx();
            return servers;
        } catch (Exception e) {
            servers.close();
            throw e;
        }
    }

    /** Public ones, since private ones are no good answers; no packet leaves the lab. */
    private void addresses() {
        for (int i = 53; i <= 60; i++) {
            sh(Lab.TARGET, "ip address add 93.184.216." + i + "/32 dev lo");
        }
        sh(Lab.TARGET, "ip address add " + WEB + "/32 dev lo; ip address add " + WEB_IPV6 + "/128 dev lo nodad");
        lab.nft(
                Lab.TARGET,
                "table inet f { chain c { type filter hook input priority 0; ip daddr " + SILENT + " drop; }; }");
    }

    private void sh(String node, String script) {
        lab.exec(node, "sh", "-ec", script).expectSuccess();
    }

    /** A store that trusts the authority of the certificates. */
    Path trust() {
        return folder.resolve("trust.p12");
    }

    private void certificates() {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        sh(Lab.CLIENT, """
                cd %1$s
                openssl req -x509 %2$s -keyout ca.key -out ca.pem -days 30 -subj /CN=authority
                one() {
                    openssl req %2$s -keyout $1.key -out $1.csr -subj /CN=$2
                    echo subjectAltName=DNS:$2 >$1.ext
                    openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out $1.pem -days $3 -extfile $1.ext
                }
                one good www.test 30
                one expired expired.test -1
                one other elsewhere.test 30
                openssl req -x509 %2$s -keyout own.key -out own.pem -days 30 -subj /CN=own.test -addext subjectAltName=DNS:own.test
                %3$s -importcert -noprompt -alias ca -file ca.pem -keystore trust.p12 -storetype PKCS12 -storepass %4$s
                """.formatted(folder, CURVE, keytool, PASSWORD));
    }

    private void bind() {
        String head = "$TTL 0\n@ SOA ns.test. admin.test. 1 2 3 4 0\n@ NS ns.test.\nns A " + GOOD + "\n";
        write(
                "good.zone",
                head + "* A " + WEB + "\nlost4 A " + LOST + "\nlost4 AAAA " + WEB_IPV6 + "\nlost6 A " + WEB
                        + "\nlost6 AAAA " + LOST_IPV6 + "\nno TXT x\n");
        write("lying.zone", head + "* A 10.0.0.7\n");
        write("different.zone", head + "* A 203.0.113.80\n");
        write("failing.zone", "nonsense\n");
        write("empty.zone", head);
        StringBuilder text = new StringBuilder("""
                options { directory "%1$s"; managed-keys-directory "%1$s"; pid-file none; session-keyfile none;
                    lock-file none; listen-on port 53 { any; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; };
                controls { };
                """.formatted(folder));
        List<String> views =
                List.of("good", GOOD, "lying", LYING, "different", DIFFERENT, "failing", FAILING, "empty", EMPTY);
        for (int i = 0; i < views.size(); i += 2) {
            text.append("""
                    view %1$s { match-destinations { %2$s; }; zone "test" { type primary; file "%1$s.zone"; }; };
                    """.formatted(views.get(i), views.get(i + 1)));
        }
        // It would take all addresses: those of the dead and of the slow one are left out.
        String listen = text.toString().replace("{ any; }", "{ !" + DEAD + "; !" + SLOW + "; any; }");
        start(
                " running",
                "named",
                "-g",
                "-n",
                "1",
                "-c",
                write("named.conf", listen).toString());
    }

    /** Before BIND, as a long way would be. */
    private void relay() throws Exception {
        DatagramSocket front = lab.in(Lab.TARGET, () -> new DatagramSocket(new InetSocketAddress(SLOW, 53)));
        open.add(front::close);
        daemon("relay", () -> {
            byte[] bytes = new byte[2048];
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                front.receive(packet);
                byte[] question = Arrays.copyOf(bytes, packet.getLength());
                SocketAddress from = packet.getSocketAddress();
                timer.schedule(
                        () -> {
                            byte[] answer = ask(question);
                            front.send(new DatagramPacket(answer, answer.length, from));
                            return null;
                        },
                        DELAY_MILLIS,
                        TimeUnit.MILLISECONDS);
            }
        });
    }

    private byte[] ask(byte[] question) throws Exception {
        try (DatagramSocket back = lab.in(Lab.TARGET, () -> new DatagramSocket())) {
            back.send(new DatagramPacket(question, question.length, new InetSocketAddress(GOOD, 53)));
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            back.setSoTimeout(2000);
            back.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    /** Accepts connections and says nothing, or resets them. */
    private void accept(int port, boolean resets) throws Exception {
        ServerSocket server = lab.in(Lab.TARGET, () -> new ServerSocket(port, 100, InetAddress.getByName(WEB)));
        open.add(server);
        if (resets) {
            daemon("resetting", () -> {
                while (true) {
                    var socket = server.accept();
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            });
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        // Its socket was closed.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void nginx() {
        String secure = """
                server { listen %s:%%d ssl; ssl_certificate %2$s/%%2$s.pem; ssl_certificate_key %2$s/%%2$s.key; %%3$s
                    location / { return 200 hello; } location /500 { return 500; }
                    location /elsewhere { return 302 https://login.invalid/; } }
                """.formatted(WEB, folder);
        Path file = write("nginx.conf", """
                user root; worker_processes 1; daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr notice;
                events { }
                http { access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                    %4$s
                    server { listen %2$s:80; listen [%3$s]:80;
                        location / { return 200 hello; }
                        location /500 { return 500; }
                        location /503 { return 503; }
                        location /404 { return 404; }
                        location /login { return 511; }
                        location /portal { return 302 http://portal.invalid/; }
                        location /own { return 301 https://www.test/; }
                        location /close { return 444; }
                        location = /slow { limit_rate 1; proxy_connect_timeout 1s; proxy_read_timeout 2s;
                            proxy_pass http://%2$s:9000; } } }
                """.formatted(
                folder,
                WEB,
                WEB_IPV6,
                secure.formatted(443, "good", "")
                        + secure.formatted(8441, "expired", "")
                        + secure.formatted(8442, "other", "")
                        + secure.formatted(8443, "own", "")
                        + secure.formatted(8444, "good", "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;")));
        start(": OS: ", "nginx", "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the line that says that it is ready. */
    private void start(String ready, String... command) {
        List<String> line =
                new ArrayList<>(List.of("ip", "netns", "exec", Lab.TARGET, "setpriv", "--pdeathsig", "KILL", "--"));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            open.add(process::destroyForcibly);
            StringBuilder said = new StringBuilder();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String one = lines.readLine(); ; one = lines.readLine()) {
                if (one == null) {
                    throw new AssertionError(command[0] + " ended: " + said);
                } else if (one.contains(ready)) {
                    break;
                }
                said.append(one).append('\n');
            }
            // A server whose output is not read would stop.
            daemon(command[0], () -> lines.transferTo(Writer.nullWriter()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable one : open) {
            one.close();
        }
    }
}
