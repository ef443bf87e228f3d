package org.siguard.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.data.Dataset;
import org.siguard.data.Generators;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RunResult;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.net.Traffic;
import org.siguard.report.InWords;
import org.siguard.report.SampleFigures;
import org.siguard.report.document.Block;
import org.siguard.report.document.Document;
import org.siguard.report.document.HtmlPage;
import org.siguard.report.document.PdfPages;
import org.siguard.ring.Shape;

/** What reports say, in both their forms. */
class PapersTest {
    private static final Dataset DATA = Generators.generate("clusters-10", 1, 1000);
    private static final Dataset PICTURES = Generators.generate("shapes-10", 1, 1000);
    /** A number in per cent that is neither a value with its interval behind it, nor a limit, nor the 95 of "95 % interval". */
    private static final Pattern BARE = Pattern.compile(
            "(?<!interval )(?<!interval \\d\\d\\.\\d\u00a0% to )(?<!\\d)(?<!\\.)\\d+(\\.\\d+)?\u00a0%(?! interval)(?! \\(95\u00a0% interval)(?! FPR)");

    private static final AuditResult USUAL = SampleAudit.usual();
    private static final List<Document> PAPERS = List.of(AuditPaper.of(USUAL, DATA), AuditPaper.of(SampleAudit.of(0, 0, 0, 0), PICTURES),
            AuditPaper.of(SampleAudit.of(-0.8, -0.8, 1.5, -0.8, 0), DATA), AuditPaper.of(SampleAudit.of(0.5, 3.5, 0.1), DATA),
            RunPaper.of(run(Fidelity.MEASURED)), RunPaper.of(run(Fidelity.PREVIEW)));

    private static final Estimate NOTHING = new Estimate(0, 0, 0.01);
    private static final Figures.AttackFigure GAP_FOUND =
            new Figures.AttackFigure("gap", Output.PLAIN, new Estimate(0.6, 0.55, 0.65));

    @TempDir
    Path folder;

    static List<Document> papers() {
        return PAPERS;
    }

    private static RunResult run(Fidelity fidelity) {
        return new RunResult(Experiment.standard(), fidelity, SampleFigures.of(Experiment.standard(), fidelity, 1),
                List.of(new RunResult.Cost("inference/<dense>", new Traffic(12, 400, 123_456, 2_000_000)),
                        new RunResult.Cost("", new Traffic(0, 0, 0, 0))));
    }

    @ParameterizedTest
    @MethodSource("papers")
    void nothingIsLeftOpen(Document paper) {
        String html = HtmlPage.of(paper);
        assertThat(html.replaceAll("base64,[^\"]*", "")).doesNotContain("null").doesNotContain("NaN").doesNotContain("Infinity")
                .doesNotContain("TODO").doesNotContain("Optional").doesNotContain("http").doesNotContain("%s").doesNotContain("Estimate[");
        assertThat(paper.blocks()).filteredOn(block -> block instanceof Block.Lead).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("papers")
    void everyPercentageStandsWithItsInterval(Document paper) {
        for (Block block : paper.blocks()) {
            for (String text : running(block)) {
                assertThat(BARE.matcher(text).results().map(found -> found.group() + " in: " + text)).isEmpty();
            }
            if (block instanceof Block.Table table) {
                boolean interval = table.columns().stream().anyMatch(column -> column.name().contains("interval"));
                for (List<String> row : table.rows()) {
                    assertThat(row).allSatisfy(cell -> assertThat(interval || !cell.contains("%")).as(cell).isTrue());
                }
            }
        }
    }

    private static List<String> running(Block block) {
        return switch (block) {
            case Block.Lead lead -> List.of(lead.text());
            case Block.Paragraph paragraph -> List.of(paragraph.text());
            case Block.Note note -> List.of(note.text());
            case Block.Points points -> points.texts();
            case Block.Table table -> List.of(table.caption());
            case Block.Figure figure -> List.of(figure.caption());
            case Block.Cards cards -> {
                List<String> lines = new ArrayList<>();
                cards.cards().forEach(card -> lines.addAll(card.lines()));
                yield lines;
            }
            case Block.Heading heading -> List.of();
            case Block.Glossary glossary -> List.of();
            case Block.Listing listing -> List.of();
        };
    }

    /** Every word of the one is in the other; only where lines break differs. */
    @ParameterizedTest
    @MethodSource("papers")
    void htmlAndPdfSayTheSame(Document paper) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(PdfPages.of(paper))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00a0]", "");
            assertThat(text).doesNotContain("\ufffd");
            for (Block block : paper.blocks()) {
                for (String said : running(block)) {
                    String packed = said.replaceAll("[\\s\u00a0]", "");
                    assertThat(text.contains(packed) || split(text, packed)).as(said).isTrue();
                }
            }
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo(paper.title());
            assertThat(pdf.getDocumentCatalog().getDocumentOutline().children()).isNotEmpty();
        }
    }

    /** A text that runs over the end of a page has the page's foot in it. */
    private static boolean split(String text, String said) {
        int half = said.length() / 2;
        return text.contains(said.substring(0, half)) || text.contains(said.substring(half));
    }

    @Test
    void theSameAuditGivesTheSameFiles() {
        Document paper = AuditPaper.of(USUAL, DATA);
        assertThat(PdfPages.of(paper)).isEqualTo(PdfPages.of(AuditPaper.of(SampleAudit.usual(), DATA)));
        assertThat(HtmlPage.of(paper)).isEqualTo(HtmlPage.of(AuditPaper.of(USUAL, DATA)));
    }

    @Test
    void anAuditIsToldInPlainWordsFirst() {
        Document paper = AuditPaper.of(USUAL, DATA);
        assertThat(((Block.Lead) paper.blocks().getFirst()).text())
                .startsWith("What leaks: Of 100 people, half of whom were in the training data, "
                        + "the strongest of 5 attacks tells about");
        String html = HtmlPage.of(paper);
        assertThat(html).contains("What a guard changes").contains("What guards cannot change").contains("What was tested")
                .contains("What this audit cannot tell").contains("Glossary").contains("all of these keep the label");
    }

    @Test
    void exposedRecordsAreShownAsPicturesOrByTheirFeatures() {
        List<Block.Card> pictures = cards(AuditPaper.of(USUAL, PICTURES));
        assertThat(pictures).isNotEmpty().allSatisfy(card -> {
            assertThat(card.picture()).isPresent();
            assertThat(card.lines()).anyMatch(line -> line.startsWith("label: ")).contains("a member", "called a member by 4 of 5 attacks");
        });
        List<Block.Card> rows = cards(AuditPaper.of(USUAL, DATA));
        assertThat(rows).isNotEmpty().allSatisfy(card -> {
            assertThat(card.picture()).isEmpty();
            assertThat(card.lines()).filteredOn(line -> line.startsWith("feature ")).hasSize(3);
        });
    }

    private static List<Block.Card> cards(Document paper) {
        return paper.blocks().stream().filter(block -> block instanceof Block.Cards)
                .flatMap(block -> ((Block.Cards) block).cards().stream()).toList();
    }

    /** By hand: feature 1 lies three deviations off in the last record, feature 0 nowhere, feature 2 is the same everywhere. */
    @Test
    void theOddestFeatureComesFirst() {
        List<float[]> records = List.of(new float[] {0, 0, 5}, new float[] {1, 0, 5}, new float[] {0, 0, 5}, new float[] {1, 4, 5});
        Dataset data = new Dataset("few", Shape.of(3), 1, records, new int[4]);
        assertThat(new StrongFeatures(data).of(records.get(3), 3)).containsExactly("feature 1: 4 (mean 1)", "feature 0: 1 (mean 0.5)");
    }

    @Test
    void theAuditInTheReportIsTheOneThatWasRun() throws IOException {
        Document paper = AuditPaper.of(USUAL, DATA);
        String json = paper.blocks().stream().filter(block -> block instanceof Block.Listing).map(block -> ((Block.Listing) block).text())
                .filter(text -> text.startsWith("{")).findFirst().orElseThrow();
        Path file = folder.resolve("audit.json");
        Files.writeString(file, json);
        assertThat(Audit.read(file)).isEqualTo(USUAL.audit());
    }

    @Test
    void theRunInTheReportIsTheOneThatWasRun() throws IOException {
        Document paper = RunPaper.of(run(Fidelity.MEASURED));
        String json = paper.blocks().stream().filter(block -> block instanceof Block.Listing).map(block -> ((Block.Listing) block).text())
                .filter(text -> text.startsWith("{")).findFirst().orElseThrow();
        Path file = folder.resolve("experiment.json");
        Files.writeString(file, json);
        assertThat(ExperimentFiles.read(file)).isEqualTo(Experiment.standard());
        assertThat(JsonObject.read(file, 1 << 16).keys()).contains("guard.step");
    }

    @Test
    void theReportOfARunSaysWhatItRestsOn() {
        String measured = HtmlPage.of(RunPaper.of(run(Fidelity.MEASURED)));
        assertThat(measured).contains("What leaks").contains("What the guard changes")
                .contains("A guard that keeps every label cannot lower this")
                .contains("inference/&lt;dense&gt;")
                .contains("&quot;guard.step&quot; : 0.2").contains("The guarded queries, all parties together; the unguarded ones")
                .contains("2.00" + InWords.SPACE + "ms").doesNotContain("Declared costs")
                .contains("the median of 5 batches, in parentheses the least and the most");
        String preview = HtmlPage.of(RunPaper.of(run(Fidelity.PREVIEW)));
        assertThat(preview).contains("Latency is predicted from declared costs and this machine's speed.")
                .contains("; predicted from declared costs and this machine's speed, not measured; in parentheses how far that may be off.")
                .contains("secure (fixed-point twin)")
                .contains("Declared costs: a preview sends nothing.").contains("--preview").doesNotContain("2.00" + InWords.SPACE + "ms");
    }

    /** A difference of measured times: below zero it is told as it is, and what one batch cannot tell is not made up. */
    @Test
    void aLatencySaysHowSureItIs() {
        Figures.Latency less = new Figures.Latency(1.5, -0.012, false, "LAN", 100, 7, 8000L, new Figures.Spread(1.4, 1.6, -0.05, 0.02, 5));
        assertThat(InWords.guard(less).replace(InWords.SPACE, " "))
                .isEqualTo("-12.0 ms (-50.0 ms to 20.0 ms), which is no more than times vary");
        assertThat(InWords.whole(less).replace(InWords.SPACE, " ")).isEqualTo("1.49 s (1.40 s to 1.60 s)");
        Figures.Latency once = new Figures.Latency(1.5, 0.5, false, "LAN", 100, 7, 8000L, new Figures.Spread(2, 2, 0.5, 0.5, 1));
        assertThat(InWords.whole(once).replace(InWords.SPACE, " ")).isEqualTo("2.00 s (one batch, so no interval)");
        assertThat(InWords.origin(once)).doesNotContain("median");
        assertThat(InWords.guard(new Figures.Latency(1, 0, false, "LAN", 1, 7, 8L, new Figures.Spread(1, 1, 0, 0, 5)))).startsWith("0.00");
    }

    /** An attack that is nearly always wrong tells more than the gap does: it counts for its opposite, and corrected. */
    @Test
    void theReportOfARunReckonsWithTheStrongestAttackAsItIsCorrected() {
        Figures.AttackFigure wrong = new Figures.AttackFigure("loss", Output.GUARDED, new Estimate(0.2, 0.15, 0.25));
        String words = words("label", List.of(wrong, GAP_FOUND), new Figures.Change(NOTHING, NOTHING, new Estimate(1, 0.99, 1)));
        assertThat(words).contains("on guarded answers the attack that does best is 'loss', at 79.0" + InWords.SPACE + "%")
                .contains("clearly higher than without a guard").contains("the best of 2 attacks")
                .contains("it kept the label of every record");
        String changing = words("gaussian", List.of(wrong, GAP_FOUND), new Figures.Change(NOTHING, NOTHING, new Estimate(0.9, 0.85, 0.95)));
        assertThat(changing).contains("This guard changes labels").doesNotContain("it kept the label of every");
        assertThat(words("none", List.of(wrong, GAP_FOUND), null)).contains("No guard was asked for")
                .doesNotContain("What the guard changes")
                .doesNotContain("changes labels");
    }

    /** What the report says of a guard behind which the strongest of two attacks has 79 %, before it 60 %. */
    private static String words(String guard, List<Figures.AttackFigure> attacks, Figures.Change change) {
        Figures usual = SampleFigures.of(Experiment.standard(), Fidelity.PREVIEW, 1);
        Figures figures = new Figures(Fidelity.PREVIEW, 200, 200, attacks, usual.top1(), 0.6, usual.latency(),
                List.of(new Figures.StrongestFigure(Output.SECURE, "gap", new Estimate(0.6, 0.55, 0.65), 2),
                        new Figures.StrongestFigure(Output.GUARDED, "loss", new Estimate(0.79, 0.75, 0.85), 2)),
                change);
        Document paper = RunPaper.of(new RunResult(Experiment.standard().with(Experiment.GUARD, guard), Fidelity.PREVIEW, figures,
                List.of()));
        return String.join(" ", paper.blocks().stream().flatMap(block -> running(block).stream()).toList());
    }

    @Test
    void theFiguresOfARunAreFiles() {
        RunFigures.write(run(Fidelity.MEASURED), folder);
        for (String name : List.of("attacks", "top1", "latency", "costs")) {
            for (String ending : List.of("png", "svg", "pdf", "csv")) {
                assertThat(folder.resolve(name + "." + ending)).isNotEmptyFile();
            }
        }
    }
}
