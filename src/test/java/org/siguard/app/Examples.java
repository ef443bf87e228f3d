package org.siguard.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command lines that README and docs tell people to type: lines of their own, and those in the middle of a sentence. */
final class Examples {
    private static final Pattern INLINE = Pattern.compile("`(\\./siguard[^`]*)`");

    private Examples() {
    }

    /**
     * A command line.
     *
     * @param page that it stands in
     */
    record Example(String page, String line) {
        List<String> arguments() {
            List<String> words = Arrays.asList(line.split("\\s+"));
            return words.subList(1, words.size());
        }

        @Override
        public String toString() {
            return line;
        }
    }

    /** Each line once, in the order in which a reader meets them. */
    static List<Example> all() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            pages.addAll(docs.filter(page -> page.toString().endsWith(".md")).sorted().toList());
        }
        List<Example> out = new ArrayList<>();
        for (Path page : pages) {
            for (String text : Files.readAllLines(page)) {
                if (text.startsWith("./siguard")) {
                    add(out, page, text.replaceFirst("#.*", ""));
                }
                for (Matcher inline = INLINE.matcher(text); inline.find();) {
                    add(out, page, inline.group(1));
                }
            }
        }
        return out;
    }

    private static void add(List<Example> out, Path page, String line) {
        String stripped = line.strip();
        if (out.stream().noneMatch(known -> known.line().equals(stripped))) {
            out.add(new Example(page.toString(), stripped));
        }
    }
}
