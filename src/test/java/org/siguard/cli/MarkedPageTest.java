package org.siguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.base.UserMistake;

class MarkedPageTest {
    @TempDir
    Path folder;

    @Test
    void whatStandsBetweenTheMarksGivesWayAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("page.md"), "before\n<!-- guards -->\nold\n<!-- /guards -->\nafter\n");
        new MarkedPage(file, "guards").fill("| new |\n");
        assertThat(file).hasContent("before\n<!-- guards -->\n\n| new |\n\n<!-- /guards -->\nafter\n");
        new MarkedPage(file, "guards").fill("| newer |\n");
        assertThat(file).hasContent("before\n<!-- guards -->\n\n| newer |\n\n<!-- /guards -->\nafter\n");
        assertThatThrownBy(() -> new MarkedPage(file, "searches").text()).isInstanceOf(UserMistake.class).hasMessageContaining("page.md")
                .hasMessageContaining("<!-- searches -->");
        assertThatThrownBy(() -> new MarkedPage(folder, "guards").text()).isInstanceOf(UserMistake.class).hasMessageContaining("no page");
        Path other = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> new MarkedPage(other, "guards").text()).isInstanceOf(UserMistake.class).hasMessageContaining("UTF-8");
    }

    /** The tables of guards in the documentation say what the page of attacks says: one of them alone was not rebuilt. */
    @Test
    void bothPagesAreOfTheSameAudits() throws IOException {
        Map<String, Map<String, List<String>>> attacks = tables(Files.readString(Path.of("docs", "attacks.md")), "## ");
        String page = new MarkedPage(Path.of("docs", "guards.md"), "guards").text();
        Map<String, Map<String, List<String>>> guards =
                tables(page.substring(page.indexOf("<!-- guards -->"), page.indexOf("<!-- /guards -->")), "### ");
        assertThat(guards.keySet()).isEqualTo(attacks.keySet());
        guards.forEach((sample, rows) -> rows.forEach((guard, row) -> {
            List<String> there = attacks.get(sample).get(guard.equals("none") ? "secure, exact softmax" : guard);
            assertThat(there).as("%s, %s", sample, guard).isNotNull();
            // Guard, strongest, beyond the gap, …, who holds h (the fifth here, the seventh there), …, unchanged, mean L1.
            assertThat(row.get(1)).as("%s, %s: strongest attack", sample, guard).isEqualTo(there.get(1));
            assertThat(row.get(2).replace('-', '−')).as("%s, %s: beyond the gap", sample, guard).isEqualTo(there.get(3));
            assertThat(row.get(7)).as("%s, %s: unchanged", sample, guard).isEqualTo(there.get(12));
            assertThat(row.get(8)).as("%s, %s: mean L1", sample, guard).isEqualTo(there.get(10));
        }));
    }

    /** By sample and first cell, the cells of the first table in each section. */
    private static Map<String, Map<String, List<String>>> tables(String page, String heading) {
        Map<String, Map<String, List<String>>> out = new LinkedHashMap<>();
        Map<String, List<String>> rows = null;
        boolean over = false;
        for (String line : page.split("\n")) {
            if (line.startsWith(heading)) {
                rows = new LinkedHashMap<>();
                out.put(line.substring(heading.length()).strip(), rows);
                over = false;
            } else if (rows != null && !over && line.startsWith("| ")) {
                List<String> cells = Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
                rows.put(cells.get(0).replace("`", ""), cells);
            } else {
                over |= rows != null && !rows.isEmpty() && line.isBlank();
            }
        }
        out.values().forEach(table -> List.of("guard", "released").forEach(table::remove));
        return out;
    }
}
