// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.consumers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** An OSGi framework with the jars as bundles, in a process of its own. It starts them all, then traces a host. */
final class Osgi {
    private Osgi() {}

    /** Takes a folder for the framework, the host to trace, and the jars. */
    public static void main(String[] arguments) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        arguments[0],
                        // What the library takes of the JDK beside java.*.
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "sun.misc"));
        framework.start();
        try {
            Bundle api = start(framework, List.of(arguments).subList(2, arguments.length));
            trace(api, arguments[1]);
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }

    /** Returns the API's bundle. */
    private static Bundle start(Framework framework, List<String> jars) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String jar : jars) {
            try (InputStream in = asBundle(Path.of(jar))) {
                bundles.add(framework.getBundleContext().installBundle(jar, in));
            }
        }
        Bundle api = null;
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
            if (bundle.getSymbolicName().equals("pathtracer-api")) {
                api = bundle;
            }
            System.out.println(bundle.getSymbolicName() + " " + bundle.getState());
        }
        return api;
    }

    /** The jar itself or, if it is no bundle, one of the same classes that exports all packages. */
    private static InputStream asBundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes headers = manifest.getMainAttributes();
            if (headers.getValue(Constants.BUNDLE_SYMBOLICNAME) != null) {
                return Files.newInputStream(jar);
            }
            headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
            headers.putValue(
                    Constants.BUNDLE_SYMBOLICNAME, jar.getFileName().toString().replaceAll("-\\d.*", ""));
            headers.putValue(Constants.EXPORT_PACKAGE, String.join(",", packages(file)));
            headers.putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    if (entry.getName().endsWith(".class")) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        file.getInputStream(entry).transferTo(out);
                    }
                }
            }
            return new ByteArrayInputStream(bytes.toByteArray());
        }
    }

    private static Set<String> packages(JarFile file) {
        return file.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By reflection: this class is in no bundle, so it does not see theirs. */
    private static void trace(Bundle api, String host) throws Exception {
        Class<?> type = api.loadClass("org.pathtracer.PathTracer");
        try (AutoCloseable tracer = (AutoCloseable) type.getMethod("create").invoke(null)) {
            Object result = type.getMethod("trace", String.class).invoke(tracer, host);
            Class<?> results = api.loadClass("org.pathtracer.TraceResult");
            System.out.println("reached=" + results.getMethod("reached").invoke(result));
        }
    }
}
