package org.siguard.spark;

import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An agent in an executor that ends its JVM at once when a class of that name is first used: what a fault in native code does. */
public final class Killer {
    private static final int CRASHED = 134;

    private Killer() {
    }

    public static void premain(String fatal, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (fatal.equals(name)) {
                    Runtime.getRuntime().halt(CRASHED);
                }
                return null;
            }
        });
    }

    /** The option that has a JVM use it. */
    static String option(Path folder, String fatal) throws Exception {
        Path jar = folder.resolve("killer.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Killer.class.getName());
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : new String[] {Killer.class.getName(), Killer.class.getName() + "$1"}) {
                String entry = name.replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                out.write(Killer.class.getResourceAsStream("/" + entry).readAllBytes());
            }
        }
        return "spark.executor.extraJavaOptions=-javaagent:" + jar + "=" + fatal;
    }
}
