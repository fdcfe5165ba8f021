// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a bundle for a public Maven repository by the rules that it publishes: for each artifact a POM with all that users
 * need to know, jars with sources and documentation, signatures and checksums.
 *
 * <pre>
 * java release/CheckBundle.java BUNDLE.zip
 * </pre>
 *
 * Prints a sentence for each fault. Exit status 0 if there is none, 1 if there are, 2 if the file is no bundle.
 */
final class CheckBundle {
    private static final List<String> REQUIRED =
            List.of("name", "description", "url", "licenses", "developers", "scm", "groupId", "artifactId", "version");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private CheckBundle() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1 || !Files.isRegularFile(Path.of(arguments[0]))) {
            System.err.println("usage: java release/CheckBundle.java BUNDLE.zip");
            System.exit(2);
        }
        CheckBundle check = new CheckBundle();
        try {
            check.read(Path.of(arguments[0]));
        } catch (IOException e) {
            System.err.println(arguments[0] + " is no zip: " + e.getMessage());
            System.exit(2);
        }
        check.check();
        check.faults.forEach(System.out::println);
        long artifacts = check.poms().size();
        System.out.println(
                artifacts + " artifacts, " + (check.faults.isEmpty() ? "complete" : check.faults.size() + " faults"));
        System.exit(check.faults.isEmpty() && artifacts > 0 ? 0 : 1);
    }

    private void read(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    private List<String> poms() {
        return files.keySet().stream().filter(name -> name.endsWith(".pom")).toList();
    }

    private void check() throws Exception {
        if (poms().isEmpty()) {
            faults.add("there is no POM in it");
        }
        for (String pom : poms()) {
            artifact(pom);
        }
        for (String name : files.keySet()) {
            if (name.matches(".*\\.(pom|jar|json|xml)")) {
                companions(name);
            }
        }
    }

    private void artifact(String pom) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(pom)))
                .getDocumentElement();
        Element parent = child(project, "parent");
        Element inherited = parent == null ? null : parentOf(parent);
        for (String name : REQUIRED) {
            boolean own = child(project, name) != null;
            boolean fromParent = inherited != null && child(inherited, name) != null && !name.equals("artifactId");
            if (!own && !fromParent) {
                faults.add(pom + ": <" + name + "> is missing");
            }
        }
        String version = text(project, "version", text(parent, "version", ""));
        if (version.endsWith("-SNAPSHOT")) {
            faults.add(pom + ": " + version + " is a snapshot");
        }
        String group = text(project, "groupId", text(parent, "groupId", ""));
        String place = "%s/%s/%s/"
                .formatted(group.replace('.', '/'), text(project, "artifactId", ""), version);
        if (!pom.startsWith(place)) {
            faults.add(pom + ": it belongs into " + place);
        }
        if (text(project, "packaging", "jar").equals("jar")) {
            jars(pom.substring(0, pom.length() - ".pom".length()));
        }
    }

    private void jars(String stem) throws IOException {
        for (String classifier : List.of("", "-sources", "-javadoc")) {
            String jar = stem + classifier + ".jar";
            if (!files.containsKey(jar)) {
                faults.add(jar + " is missing");
            } else {
                for (String name : List.of("META-INF/LICENSE", "META-INF/NOTICE")) {
                    if (!has(bytes(jar), name)) {
                        faults.add(jar + ": " + name + " is missing");
                    }
                }
            }
        }
    }

    private void companions(String name) throws Exception {
        byte[] signature = files.get(name + ".asc");
        if (signature == null) {
            faults.add(name + " is not signed: " + name + ".asc is missing");
        } else if (!new String(signature, StandardCharsets.US_ASCII).startsWith("-----BEGIN PGP SIGNATURE-----")) {
            faults.add(name + ".asc is no signature");
        }
        checksum(name, "md5", "MD5");
        checksum(name, "sha1", "SHA-1");
    }

    private void checksum(String name, String ending, String algorithm) throws Exception {
        byte[] said = files.get(name + "." + ending);
        String is = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(name)));
        if (said == null) {
            faults.add(name + "." + ending + " is missing");
        } else if (!new String(said, StandardCharsets.US_ASCII).trim().equals(is)) {
            faults.add(name + "." + ending + " is not the checksum of " + name);
        }
    }

    /** The parent, if it is in the bundle too. */
    private Element parentOf(Element parent) throws Exception {
        String artifact = text(parent, "artifactId", "");
        String version = text(parent, "version", "");
        String pom = "%s/%s/%s/%s-%s.pom"
                .formatted(text(parent, "groupId", "").replace('.', '/'), artifact, version, artifact, version);
        if (!files.containsKey(pom)) {
            faults.add(pom + ", the parent of others, is missing");
            return null;
        }
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(pom)))
                .getDocumentElement();
    }

    private byte[] bytes(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    private static boolean has(byte[] jar, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                if (entry.getName().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private static String text(Element parent, String name, String otherwise) {
        Element child = parent == null ? null : child(parent, name);
        return child == null ? otherwise : child.getTextContent().trim();
    }
}
