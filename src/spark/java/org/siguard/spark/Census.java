package org.siguard.spark;

import java.io.File;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.Function;

/** What an executor is: which Spark, and what it has on its class path already. Knows nothing but Spark and the JDK. */
final class Census implements Function<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String nothing) {
        return Complaint.version() + "\n" + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName()).collect(Collectors.joining("\n"));
    }

    /** The names of the jars that an executor has, by its answer; none of another version of Spark is taken. */
    static Set<String> jars(String answer) {
        List<String> lines = answer.lines().toList();
        if (!lines.getFirst().equals(Complaint.version())) {
            throw Complaint.otherVersion(lines.getFirst(), null);
        }
        return new HashSet<>(lines.subList(1, lines.size()));
    }
}
