package org.siguard.spark;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.Function;

/** What an executor already has on its class path, by the names of the jars: the rest is sent to it. Knows nothing but the JDK. */
final class Census implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String nothing) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(path -> new File(path).getName())
                .collect(Collectors.joining("\n"));
    }
}
