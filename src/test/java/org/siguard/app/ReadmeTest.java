package org.siguard.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.siguard.app.bench.BenchCommand;
import org.siguard.cli.CommandLineInterface;

/** That what the README tells people to type can be typed. */
class ReadmeTest {
    @Test
    void everyExampleIsACommand() throws IOException {
        List<String> examples = Files.readAllLines(Path.of("README.md")).stream().filter(line -> line.startsWith("./siguard "))
                .map(line -> line.replaceFirst("#.*", "").strip()).toList();
        assertThat(examples).hasSizeGreaterThan(4);
        for (String example : examples) {
            String[] words = example.split("\\s+");
            String[] arguments = Arrays.copyOfRange(words, 1, words.length);
            assertThatCode(() -> CommandLineInterface.parse(List.of(new BenchCommand()), arguments)).as(example)
                    .doesNotThrowAnyException();
            Arrays.stream(arguments).filter(word -> word.endsWith(".json")).forEach(file -> assertThat(Path.of(file)).exists());
        }
    }
}
