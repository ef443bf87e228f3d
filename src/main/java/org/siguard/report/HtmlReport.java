package org.siguard.report;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.siguard.attack.metric.Estimate;
import org.siguard.base.AtomicFiles;
import org.siguard.base.JsonObject;
import org.siguard.base.Parameter;
import org.siguard.base.Settings;
import org.siguard.experiment.Experiment;
import org.siguard.experiment.ExperimentFiles;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.Figures;
import org.siguard.experiment.RunResult;
import org.siguard.net.Traffic;

/** One run as one HTML file that needs nothing beside it: what was found in words, charts, tables, and how to get it again. */
public final class HtmlReport {
    private static final int DPI = 192;
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #24292f; background: #fff;
                   max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
            h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
            .lead { font-size: 1.15rem; border-left: 4px solid #0072b2; padding: .4rem 0 .4rem 1rem; }
            .muted { color: #57606a; } figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; }
            table { border-collapse: collapse; margin: .8rem 0; } caption { text-align: left; color: #57606a; padding: .3rem 0; }
            th, td { text-align: left; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid #d8dee4; vertical-align: top; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            pre { background: #f6f8fa; padding: .8rem 1rem; overflow-x: auto; }
            @media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }
            """;

    private final RunResult result;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(RunResult result) {
        this.result = result;
    }

    public static void write(RunResult result, Path file) {
        AtomicFiles.write(file, of(result));
    }

    /** The report as a document. */
    public static String of(RunResult result) {
        return new HtmlReport(result).document();
    }

    private String document() {
        String title = "SIGuard report: " + result.experiment().get(Experiment.MODEL);
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").append(escape(title))
                .append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<h1>").append(escape(title))
                .append("</h1>\n");
        paragraph("muted", kind());
        paragraph("lead", Findings.inOneLine(result.figures()));
        Findings.inParagraphs(result.figures()).forEach(text -> paragraph("", text));
        charts();
        attacks();
        accuracy();
        latency();
        costs();
        settings();
        reproduction();
        return out.append("</body>\n</html>\n").toString();
    }

    private String kind() {
        Figures figures = result.figures();
        String records = "Figures rest on " + Findings.records(figures) + ".";
        return result.fidelity() == Fidelity.MEASURED
                ? "Measured run on engine '" + result.experiment().get(Experiment.ENGINE) + "'. " + records
                        + " Computing was measured; network time was computed from the real messages and the network's profile."
                : "Preview on the clear twin: the same fixed-point arithmetic without parties. " + records
                        + " Latency is " + Findings.PREDICTED + ".";
    }

    private void charts() {
        Figures figures = result.figures();
        boolean predicted = figures.latency() != null && figures.latency().predicted();
        figure(AttackChart.of(figures, ChartTheme.LIGHT), 900, 360,
                "Attack accuracy on plain, secure and guarded outputs; the table below has the figures.");
        figure(Top1Chart.of(figures, ChartTheme.LIGHT), 900, 300, "Top-1 accuracy of plain, secure and guarded outputs.");
        figure(LatencyChart.of(predicted ? figures : null, predicted ? null : figures, true, ChartTheme.LIGHT), 900, 280,
                "Latency of a batch, inference and guard.");
    }

    private void figure(JFreeChart chart, int width, int height, String alternative) {
        out.append("<figure><img width=\"").append(width).append("\" height=\"").append(height).append("\" alt=\"")
                .append(escape(alternative))
                .append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(ChartFiles.png(chart, width, height, DPI))).append("\"></figure>\n");
    }

    private void attacks() {
        table("Attacks",
                "Balanced accuracy: guessing gives 50 %, and the gap floor (gap attack on plain outputs) is "
                        + InWords.percent(result.figures().gapFloor(), 1) + "; " + AttackChart.FLOOR
                        + ". A single attack may lie below it.",
                "Attack", "Output", "#Accuracy", "#95 % interval");
        for (Figures.AttackFigure figure : result.figures().attacks()) {
            row(figure.attack(), InWords.name(figure.output(), result.fidelity()), "#" + InWords.percent(figure.accuracy().value(), 1),
                    "#" + range(figure.accuracy()));
        }
        end();
    }

    private void accuracy() {
        table("Top-1 accuracy", "How often the released label is the true one, on records that the model never saw.", "Output", "#Accuracy",
                "#95 % interval");
        for (Figures.Top1 figure : result.figures().top1()) {
            row(InWords.name(figure.output(), result.fidelity()), "#" + InWords.percent(figure.accuracy().value(), 1),
                    "#" + range(figure.accuracy()));
        }
        end();
    }

    private void latency() {
        Figures.Latency latency = result.figures().latency();
        if (latency == null) {
            return;
        }
        table("Latency", "The client's wait for a batch of " + InWords.count(latency.batch()) + " over " + latency.network() + ", "
                + (latency.predicted() ? Findings.PREDICTED + "." : "computing measured, network time computed."), "Part", "#Time");
        row("inference", "#" + InWords.seconds(latency.inference()));
        row("guard", "#" + InWords.seconds(latency.guard()));
        row("together", "#" + InWords.seconds(latency.total()));
        row("rounds (longest chain of messages)", "#" + InWords.count(latency.rounds()));
        row("sent by all parties", "#" + InWords.bytes(latency.bytes()));
        end();
    }

    private void costs() {
        if (result.costs().isEmpty()) {
            return;
        }
        boolean declared = result.fidelity() == Fidelity.PREVIEW;
        table("Cost by operation",
                "The guarded queries, all parties together; the unguarded ones that were run for comparison are not in it. "
                        + (declared ? "Declared costs: a preview sends nothing. " : "") + "Dearest traffic first.",
                "Operation", "#Rounds", "#Messages", "#Sent", "#Time");
        List<RunResult.Cost> dearest = result.costs().stream()
                .sorted(Comparator.comparingLong((RunResult.Cost cost) -> cost.traffic().bytes()).reversed()).toList();
        for (RunResult.Cost cost : dearest) {
            Traffic traffic = cost.traffic();
            row(cost.operation().isEmpty() ? "everything else" : cost.operation(), "#" + InWords.count(traffic.rounds()),
                    "#" + InWords.count(traffic.messages()),
                    "#" + InWords.bytes(traffic.bytes()), "#" + (declared ? "\u2013" : InWords.seconds(traffic.nanos() / 1e9)));
        }
        end();
    }

    private void settings() {
        table("Settings", "Marked * where they differ from the default.", "Setting", "Key", "#Value", "#Default");
        Settings settings = result.experiment().settings();
        settings.parameters().forEach(parameter -> setting(settings, parameter));
        end();
    }

    private <T> void setting(Settings settings, Parameter<T> parameter) {
        T value = settings.get(parameter);
        String unit = parameter.unit().isEmpty() ? "" : InWords.SPACE + parameter.unit();
        String star = value.equals(parameter.defaultValue()) ? "" : "* ";
        row(parameter.label(), parameter.key(), "#" + star + parameter.format(value) + unit,
                "#" + parameter.format(parameter.defaultValue()));
    }

    private void reproduction() {
        out.append("<h2>How to get this again</h2>\n");
        paragraph("",
                "The same settings and seed give the same outputs, bit for bit; measured times differ from run to run and machine to machine."
                        + " Save these settings as experiment.json and run:");
        String json = JsonObject.readable(ExperimentFiles.tree(result.experiment()));
        out.append("<pre>").append(escape("./siguard run experiment.json --out results")).append("</pre>\n<pre>")
                .append(escape(json.strip()))
                .append("</pre>\n");
        paragraph("muted",
                "Written by SIGuard Workbench on Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors.");
    }

    private static String range(Estimate share) {
        return InWords.percent(share.low(), 1) + " to " + InWords.percent(share.high(), 1);
    }

    private void paragraph(String kind, String text) {
        out.append(kind.isEmpty() ? "<p>" : "<p class=\"" + kind + "\">").append(escape(text)).append("</p>\n");
    }

    private void table(String heading, String caption, String... columns) {
        out.append("<h2>").append(escape(heading)).append("</h2>\n<table>\n<caption>").append(escape(caption)).append("</caption>\n<tr>");
        cells("th", columns);
        out.append("</tr>\n");
    }

    private void row(String... cells) {
        out.append("<tr>");
        cells("td", cells);
        out.append("</tr>\n");
    }

    /** A cell that begins with # holds a number, and stands to the right. */
    private void cells(String tag, String... cells) {
        for (String cell : cells) {
            boolean number = cell.startsWith("#");
            out.append('<').append(tag).append(tag.equals("th") ? " scope=\"col\"" : "").append(number ? " class=\"n\">" : ">")
                    .append(escape(number ? cell.substring(1) : cell)).append("</").append(tag).append('>');
        }
    }

    private void end() {
        out.append("</table>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
