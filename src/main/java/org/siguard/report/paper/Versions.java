package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.List;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.report.document.Block;

/** What a report was made with: enough to make it again. */
final class Versions {
    /** Where the jar has none, the sources are running. */
    private static final String PROGRAM = Versions.class.getPackage().getImplementationVersion() == null ? "0.1.0 (from sources)"
            : Versions.class.getPackage().getImplementationVersion();

    private Versions() {
    }

    /** @param more of the sample, of the data: name and value */
    static Block.Table table(List<List<String>> more) {
        List<List<String>> rows = new ArrayList<>(more);
        rows.add(List.of("SIGuard Workbench", PROGRAM));
        rows.add(List.of("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor")));
        rows.add(List.of("system", System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors"));
        FormulaVersions.CURRENT.versions().forEach((formula, version) -> rows.add(List.of("formula: " + formula, "version " + version)));
        return new Block.Table("Figures made by other versions of a formula are not to be compared with these.",
                List.of(Block.Column.of("What"), Block.Column.of("Which")), rows);
    }
}
