package org.siguard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that a page shows is the code of the file that it names above it: the tests that run the files so run the pages. */
class PagesShowCodeTest {
    /** The text before a block, and the block; the last link before it is its file. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(java|xml|text)\n((?:(?!```).*\n)+)```$");
    private static final Pattern LINK = Pattern.compile("\\[`[^`]+`]\\(([^)]+)\\)(?=[^\\[]*\\z)");

    /** @param file relative to the page */
    private record Shown(Path file, String kind, List<String> lines) {
        boolean standsInItsFile() throws IOException {
            List<String> there = Files.readAllLines(file);
            return IntStream.rangeClosed(0, there.size() - lines.size()).anyMatch(from -> standsAt(there, from));
        }

        private boolean standsAt(List<String> there, int from) {
            String indent = there.get(from).substring(0, there.get(from).length() - there.get(from).stripLeading().length());
            return IntStream.range(0, lines.size())
                    .allMatch(i -> there.get(from + i).equals(lines.get(i).isEmpty() ? "" : indent + lines.get(i)));
        }
    }

    private static List<Shown> shown(Path page, String text) {
        Matcher blocks = BLOCK.matcher(text);
        return blocks.results().map(block -> {
            Matcher link = LINK.matcher(text.substring(0, block.start()));
            assertThat(link.find()).as(page + ": a link to its file before " + block.group()).isTrue();
            return new Shown(page.resolveSibling(link.group(1)).normalize(), block.group(1), block.group(2).lines().toList());
        }).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "docs/api.md"})
    void everyBlockStandsInTheFileThatItNames(String name) throws IOException {
        Path page = Path.of(name);
        List<Shown> blocks = shown(page, Files.readString(page));
        assertThat(blocks).hasSizeGreaterThan(2);
        for (Shown block : blocks) {
            assertThat(block.file()).exists();
            assertThat(block.standsInItsFile()).as(page + " shows what " + block.file() + " does not have: " + block.lines()).isTrue();
        }
    }

    /** Within the project: what lies outside may be there or not. */
    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<Path> pages;
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            pages = Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Path::of),
                    docs.filter(file -> file.toString().endsWith(".md"))).toList();
        }
        assertThat(pages).hasSizeGreaterThan(20);
        for (Path page : pages) {
            Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]+)").matcher(Files.readString(page)).results()
                    .forEach(link -> assertThat(page.resolveSibling(link.group(1)).normalize()).as("linked from " + page).exists());
        }
    }

    @Test
    void eachOfTheFourIsShown() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        for (String what : List.of("an attack", "a guard", "an engine", "a layer")) {
            String[] parts = text.split("\n## To add " + what + "\n");
            assertThat(parts).as(what).hasSize(2);
            assertThat(shown(Path.of("CONTRIBUTING.md"), parts[1].split("\n## ")[0])).as(what).hasSizeGreaterThan(1);
        }
    }

    /** That the first test can fail: a letter changed, a line left out, an indentation lost. */
    @Test
    void anotherTextIsNoticed() throws IOException {
        Path file = Path.of("src", "test", "java", "org", "siguard", "examples", "RunnerUpAttack.java");
        List<String> lines = Files.readAllLines(file);
        List<String> some = lines.subList(lines.size() - 6, lines.size() - 1).stream()
                .map(line -> line.isEmpty() ? line : line.substring(4)).toList();
        assertThat(new Shown(file, "java", some).standsInItsFile()).isTrue();
        assertThat(new Shown(file, "java", some.stream().map(line -> line.replace("sort", "list")).toList()).standsInItsFile()).isFalse();
        assertThat(new Shown(file, "java", List.of(some.get(0), some.get(2))).standsInItsFile()).isFalse();
        assertThat(new Shown(file, "java", some.stream().map(String::strip).toList()).standsInItsFile()).isFalse();
    }
}
