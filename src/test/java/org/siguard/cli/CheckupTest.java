package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.JsonObject;

@Timeout(60)
class CheckupTest {
    private static final Path HERE = Path.of(".");

    @TempDir
    Path folder;

    /** A Linux machine with everything or nothing, and these variables. */
    private record Made(boolean everything, Map<String, String> variables) implements Machine {
        @Override
        public boolean linux() {
            return true;
        }

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(variables.get(name));
        }

        @Override
        public Optional<Path> program(String name) {
            return everything ? Optional.of(Path.of("/usr/bin").resolve(name)) : Optional.empty();
        }

        @Override
        public boolean library(String name) {
            return everything;
        }

        @Override
        public boolean font() {
            return everything;
        }
    }

    @Test
    void aBareMachineIsToldWhatToType() throws IOException {
        Files.createFile(folder.resolve("pom.xml"));
        List<Checkup.Finding> findings = new Checkup(new Made(false, Map.of("XDG_CACHE_HOME", folder.toString())), folder).findings();
        assertThat(findings).extracting(Checkup.Finding::remedy).contains("apt-get install maven", "apt-get install libgtk-3-0",
                "apt-get install libxtst6", "apt-get install libpangoft2-1.0-0", "apt-get install fonts-dejavu-core",
                "./siguard train clusters-10-mlp");
        assertThat(of(findings, "Display").good()).isFalse();
        assertThat(of(findings, "libtorch").found()).contains("not unpacked yet", folder.resolve("siguard").resolve("djl").toString());
    }

    @Test
    void aWholeMachineIsToldNothing() throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve("pytorch").resolve("2.7.1")).resolve("libtorch_cpu.so"));
        List<Checkup.Finding> findings = new Checkup(new Made(true, Map.of("DISPLAY", ":0", "DJL_CACHE_DIR", folder.toString())), HERE)
                .findings();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.good()).as(finding.toString()).isTrue())
                .allSatisfy(finding -> assertThat(finding.remedy()).isEmpty());
        assertThat(of(findings, "libtorch").found()).isEqualTo("unpacked in " + folder);
    }

    /** A package has no sources to build. */
    @Test
    void aPackageNeedsNoMaven() {
        assertThat(new Checkup(new Made(false, Map.of()), folder).findings()).extracting(Checkup.Finding::what).doesNotContain("Maven");
    }

    @Test
    void aScreenIsThereWithAllThatDrawingTakesOrItIsSaidWhy() {
        assertThat(Screen.of(new Made(true, Map.of()))).isEqualTo(new Screen.None());
        assertThat(Screen.of(new Made(true, Map.of("DISPLAY", ":0")))).isEqualTo(new Screen.There());
        assertThat(Screen.of(new Made(true, Map.of("WAYLAND_DISPLAY", "wayland-0")))).isInstanceOfSatisfying(Screen.Unfit.class,
                unfit -> assertThat(unfit.reasons()).singleElement().asString().contains("Xwayland"));
        assertThat(Screen.of(new Made(false, Map.of("DISPLAY", ":0")))).isInstanceOfSatisfying(Screen.Unfit.class,
                unfit -> assertThat(unfit.reasons()).anyMatch(line -> line.contains("apt-get install libgtk-3-0"))
                        .anyMatch(line -> line.contains("apt-get install fonts-dejavu-core")));
    }

    @Test
    void aDamagedSampleIsFound() throws IOException {
        Path sample = Files.createDirectories(folder.resolve("sample-models").resolve("clusters-10-mlp"));
        Files.writeString(sample.resolve("sample.json"), "{");
        Checkup.Finding finding = of(new Checkup(new Made(true, Map.of()), folder).findings(), "Sample clusters-10-mlp");
        assertThat(finding.good()).isFalse();
        assertThat(finding.found()).contains("sample.json");
        assertThat(finding.remedy()).isEqualTo("./siguard train clusters-10-mlp");
    }

    @Test
    void aDamagedSampleOfOnesOwnIsFound() throws IOException {
        Path sample = Files.createDirectories(folder.resolve("sample-models").resolve("mine"));
        Files.writeString(sample.resolve("sample.json"), "{");
        Checkup.Finding finding = of(new Checkup(new Made(true, Map.of()), folder).findings(), "Sample mine");
        assertThat(finding.good()).isFalse();
        assertThat(finding.remedy()).isEqualTo("./siguard train " + sample.resolve("recipe.json") + " --force");
    }

    @Test
    void theDoctorSpeaksJson() {
        StringWriter words = new StringWriter();
        assertThat(CommandLineInterface.execute(new PrintWriter(words), new PrintWriter(words), "doctor")).isZero();
        assertThat(words.toString()).contains("Java", "Maven", "libtorch", "Sample clusters-10-mlp");
        StringWriter out = new StringWriter();
        assertThat(CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(words), "doctor", "--json")).isZero();
        JsonObject report = JsonObject.parse(out.toString().getBytes(StandardCharsets.UTF_8), "doctor");
        assertThat(report.objects("findings")).extracting(finding -> finding.text("what")).contains("Java", "Maven", "libtorch");
    }

    @Test
    void theMachineAtHandAnswers() {
        Machine.Here here = new Machine.Here();
        assertThat(here.program("no such program")).isEmpty();
        assertThat(here.library("libc.so.6")).isTrue();
    }

    private static Checkup.Finding of(List<Checkup.Finding> findings, String what) {
        return findings.stream().filter(finding -> finding.what().equals(what)).findFirst().orElseThrow();
    }
}
