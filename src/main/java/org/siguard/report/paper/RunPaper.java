package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.Output;
import org.siguard.experiment.RunResult;
import org.siguard.net.Traffic;
import org.siguard.report.FiguresDrawing;
import org.siguard.report.Findings;
import org.siguard.report.InWords;
import org.siguard.report.Latencies;
import org.siguard.report.OperationCosts;
import org.siguard.report.document.Block;
import org.siguard.report.document.Block.Column;
import org.siguard.report.document.Document;

/** The report of one run: what was found in words, charts, tables, and how to get it again. */
public final class RunPaper {
    private static final String NO_GUARD = "none";

    private final RunResult result;
    private final Figures figures;
    private final List<Block> blocks = new ArrayList<>();

    private RunPaper(RunResult result) {
        this.result = result;
        this.figures = result.figures();
    }

    public static Document of(RunResult result) {
        return new RunPaper(result).document();
    }

    private Document document() {
        blocks.add(new Block.Note(kind()));
        words();
        charts();
        attacks();
        accuracy();
        latency();
        costs();
        settings();
        heading("Glossary");
        blocks.add(Glossary.ofRuns());
        reproduction();
        return new Document("SIGuard report: " + result.experiment().get(Experiment.MODEL), blocks);
    }

    private void heading(String text) {
        blocks.add(new Block.Heading(text));
    }

    private String kind() {
        String records = "Figures rest on " + Findings.records(figures) + ".";
        return result.fidelity() == Fidelity.MEASURED
                ? "Measured run on engine '" + result.experiment().get(Experiment.ENGINE) + "'. " + records
                        + " Computing was measured; network time was computed from the real messages and the network's profile."
                : "Preview on the clear twin: the same fixed-point arithmetic without parties. " + records
                        + " Latency is " + Findings.PREDICTED + ".";
    }

    private void words() {
        Optional<Figures.StrongestFigure> before = Findings.strongest(figures, Output.SECURE)
                .or(() -> Findings.strongest(figures, Output.PLAIN));
        Optional<Figures.StrongestFigure> after = Findings.strongest(figures, Output.GUARDED);
        if (before.isEmpty() && after.isEmpty()) {
            blocks.add(new Block.Lead(Findings.NONE));
            return;
        }
        before.ifPresent(figure -> blocks.add(new Block.Lead("What leaks: without a guard, the attack that did best is '" + figure.attack()
                + "'. " + PlainWords.told(best(figure), figure.accuracy()))));
        blocks.add(new Block.Paragraph(
                "Computing in shares hides the query and the model; it does not hide what the answers say. These figures are corrected for "
                        + "the attack's having been picked as the best, and an attack that is wrong more often than right counts for its "
                        + "opposite. Who holds the owner's own classifier h is left out: that h stays secret is what a guard rests on. The "
                        + "table below has each attack as it is."));
        after.ifPresent(figure -> blocks.add(new Block.Paragraph(unguarded()
                ? "No guard was asked for: guarded answers are those of secure "
                        + "inference."
                : "What the guard changes: on guarded answers the attack that does best is '" + figure.attack() + "', at "
                        + InWords.percent(figure.accuracy())
                        + before.map(was -> ", " + PlainWords.change(was.accuracy(), figure.accuracy())).orElse("") + ".")));
        gap().ifPresent(gap -> blocks.add(new Block.Paragraph(labels() + PlainWords.gap(gap))));
        cost().ifPresent(text -> blocks.add(new Block.Paragraph(text)));
    }

    private static String best(Figures.StrongestFigure figure) {
        return figure.compared() == 1 ? "it" : "the best of " + InWords.count(figure.compared()) + " attacks";
    }

    private boolean unguarded() {
        return result.experiment().get(Experiment.GUARD).equals(NO_GUARD);
    }

    /** Whether the guard kept the labels, as far as was seen. */
    private String labels() {
        if (unguarded() || figures.change() == null) {
            return "";
        }
        return figures.change().labelKept().value() == 1
                ? "What this guard cannot change: it kept the label of every record that was asked about. "
                : "This guard changes labels: it kept those of " + InWords.percent(figures.change().labelKept())
                        + " of the records. ";
    }

    /** The gap attack on plain outputs, as an estimate. */
    private Optional<Estimate> gap() {
        return figures.attacks().stream().filter(figure -> figure.attack().equals("gap") && figure.output() == Output.PLAIN)
                .map(Figures.AttackFigure::accuracy).findFirst();
    }

    private Optional<String> cost() {
        return Optional.ofNullable(figures.latency()).map(latency -> "What it costs: a batch of " + InWords.count(latency.batch())
                + " takes "
                + InWords.whole(latency) + " over " + latency.network() + ", of which the guard takes " + InWords.guard(latency) + "; "
                + InWords.origin(latency) + ".");
    }

    private void charts() {
        blocks.add(new Block.Figure(new FiguresDrawing.Attacks(figures),
                "Attack accuracy on plain, secure and guarded outputs; the table below has the figures."));
        blocks.add(new Block.Figure(new FiguresDrawing.Top1(figures), "Top-1 accuracy of plain, secure and guarded outputs."));
        if (figures.latency() != null) {
            blocks.add(new Block.Figure(Latencies.of(figures.latency()), "Latency of a batch, inference and guard: "
                    + (figures.latency().predicted() ? Findings.PREDICTED : "computing measured, network time computed")
                    + ". A line across the end goes from the least to the most that "
                    + (figures.latency().predicted() ? "it may be." : "a batch took.")));
        }
    }

    private void attacks() {
        heading("Attacks");
        blocks.add(new Block.Table(
                "Balanced accuracy, where guessing gives one half. A single attack may lie below the gap floor, which is the "
                        + "gap attack on plain outputs: what wrong labels alone give away.",
                List.of(Column.of("Attack"), Column.of("Output"), Column.number("Accuracy"), Column.number("95 % interval")),
                figures.attacks().stream().map(figure -> List.of(figure.attack(), InWords.name(figure.output(), result.fidelity()),
                        InWords.percent(figure.accuracy().value(), 1), InWords.range(figure.accuracy()))).toList()));
    }

    private void accuracy() {
        heading("Top-1 accuracy");
        blocks.add(new Block.Table("How often the released label is the true one, on records that the model never saw.",
                List.of(Column.of("Output"), Column.number("Accuracy"), Column.number("95 % interval")),
                figures.top1().stream().map(figure -> List.of(InWords.name(figure.output(), result.fidelity()),
                        InWords.percent(figure.accuracy().value(), 1), InWords.range(figure.accuracy()))).toList()));
    }

    private void latency() {
        Figures.Latency latency = figures.latency();
        if (latency == null) {
            return;
        }
        heading("Latency");
        blocks.add(new Block.Table(
                "The client's wait for a batch of " + InWords.count(latency.batch()) + " over " + latency.network() + ", "
                        + InWords.origin(latency) + ".",
                List.of(Column.of("Part"), Column.number("Time")),
                List.of(List.of("inference", InWords.seconds(latency.inference())), List.of("guard", InWords.guard(latency)),
                        List.of("together", InWords.whole(latency)),
                        List.of("rounds (longest chain of messages)", InWords.count(latency.rounds())),
                        List.of("sent by all parties", InWords.bytes(latency.bytes())))));
    }

    private void costs() {
        if (result.costs().isEmpty()) {
            return;
        }
        heading("Cost by operation");
        boolean declared = result.fidelity() == Fidelity.PREVIEW;
        blocks.add(new Block.Figure(OperationCosts.of(result, OperationCosts.Measure.BYTES), "What each operation sends."));
        List<RunResult.Cost> dearest = result.costs().stream()
                .sorted(Comparator.comparingLong((RunResult.Cost cost) -> cost.traffic().bytes()).reversed()).toList();
        List<List<String>> rows = new ArrayList<>();
        for (RunResult.Cost cost : dearest) {
            Traffic traffic = cost.traffic();
            rows.add(List.of(cost.operation().isEmpty() ? "everything else" : cost.operation(), InWords.count(traffic.rounds()),
                    InWords.count(traffic.messages()), InWords.bytes(traffic.bytes()),
                    declared ? "\u2013" : InWords.seconds(traffic.nanos() / 1e9)));
        }
        blocks.add(new Block.Table(
                "The guarded queries, all parties together; the unguarded ones that were run for comparison are not in it. "
                        + (declared ? "Declared costs: a preview sends nothing. " : "") + "Dearest traffic first.",
                List.of(Column.of("Operation"), Column.number("Rounds"), Column.number("Messages"), Column.number("Sent"),
                        Column.number("Time")),
                rows));
    }

    private void settings() {
        heading("Settings");
        Settings settings = result.experiment().settings();
        blocks.add(new Block.Table("Marked * where they differ from the default.",
                List.of(Column.of("Setting"), Column.of("Key"), Column.number("Value"), Column.number("Default")),
                settings.parameters().stream().map(parameter -> setting(settings, parameter)).toList()));
    }

    private static <T> List<String> setting(Settings settings, Parameter<T> parameter) {
        T value = settings.get(parameter);
        String unit = parameter.unit().isEmpty() ? "" : InWords.SPACE + parameter.unit();
        String star = value.equals(parameter.defaultValue()) ? "" : "* ";
        return List.of(parameter.label(), parameter.key(), star + parameter.format(value) + unit,
                parameter.format(parameter.defaultValue()));
    }

    private void reproduction() {
        heading("How to get this again");
        blocks.add(new Block.Paragraph(
                "The same settings and seed give the same outputs, bit for bit; measured times differ from run to run and "
                        + "machine to machine. Save these settings as experiment.json and run:"));
        blocks.add(new Block.Listing("./siguard run experiment.json --out results"
                + (result.fidelity() == Fidelity.PREVIEW ? " --preview" : "")));
        blocks.add(new Block.Listing(JsonObject.readable(ExperimentFiles.tree(result.experiment())).strip()));
        blocks.add(Versions.table(List.of()));
    }
}
