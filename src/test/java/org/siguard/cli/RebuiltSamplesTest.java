package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.train.sample.Sample;
import org.siguard.train.sample.SampleFigures;
import org.siguard.train.sample.SampleFiles;
import org.siguard.train.sample.Samples;

/**
 * Every sample, built anew by the command on its card: the figures are those on the card, within the intervals that so many records
 * allow. On the machine that built it, weights are the same to the last bit; on another they need not be. So where the target comes out
 * the same, all of the sample has to: a machine that computes as the other did for one network does so for the others.
 */
@Tag("full")
@Timeout(3600)
class RebuiltSamplesTest {
    private static final double STANDARD_ERRORS = 1.96;

    @TempDir
    Path folder;

    static List<String> names() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSampleIsRebuiltByItsCommand(String name) throws IOException {
        StringWriter err = new StringWriter();
        assertThat(CommandLineInterface.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), "train", name, "--out",
                folder.toString())).as(err.toString()).isZero();
        Sample shipped = SampleFiles.load(Path.of("sample-models").resolve(name));
        Sample rebuilt = SampleFiles.load(folder.resolve(name));
        assertThat(rebuilt.splits()).isEqualTo(shipped.splits());
        if (rebuilt.target().equals(shipped.target())) {
            requireSameFiles(folder.resolve(name), Path.of("sample-models").resolve(name));
        }
        int members = shipped.splits().targetTrain().length;
        int others = shipped.splits().targetTest().length;
        int fresh = shipped.splits().evaluationMembers().length;
        SampleFigures before = shipped.figures();
        SampleFigures after = rebuilt.figures();
        assertThat(after.memberAccuracy()).isCloseTo(before.memberAccuracy(), within(interval(before.memberAccuracy(), members)));
        assertThat(after.nonMemberAccuracy()).isCloseTo(before.nonMemberAccuracy(), within(interval(before.nonMemberAccuracy(), others)));
        assertThat(after.telling()).containsOnlyKeys(before.telling().keySet()).allSatisfy((kind, each) -> {
            SampleFigures.Telling known = before.telling().get(kind);
            assertThat(each.classifier()).as("h, " + kind).isCloseTo(known.classifier(),
                    within(balanced(known.classifier(), fresh, others)));
            assertThat(each.threshold()).as("threshold, " + kind).isCloseTo(known.threshold(),
                    within(balanced(known.threshold(), fresh, others)));
        });
    }

    private static void requireSameFiles(Path rebuilt, Path shipped) throws IOException {
        assertThat(files(rebuilt)).isEqualTo(files(shipped));
        for (String file : files(shipped)) {
            assertThat(Files.mismatch(rebuilt.resolve(file), shipped.resolve(file))).as(file + ": first byte that differs").isEqualTo(-1);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    /** Half the 95 % interval of a share; where all were right, three of them may be wrong (the rule of three). */
    private static double interval(double share, int records) {
        return Math.max(3.0 / records, STANDARD_ERRORS * Math.sqrt(share * (1 - share) / records));
    }

    /** Of a balanced accuracy, as on the card. */
    private static double balanced(double accuracy, int members, int others) {
        return STANDARD_ERRORS * Math.sqrt(accuracy * (1 - accuracy) * (1.0 / members + 1.0 / others)) / 2;
    }
}
