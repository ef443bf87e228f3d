package org.siguard.report.paper;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.siguard.experiment.RunResult;
import org.siguard.report.ChartFiles;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;
import org.siguard.report.FiguresDrawing;
import org.siguard.report.Latencies;
import org.siguard.report.OperationCosts;

/** The figures of a run as files, for papers and slides: pictures, lines, and the numbers behind them. */
public final class RunFigures {
    private static final List<String> ENDINGS = List.of("png", "svg", "pdf", "csv");

    private RunFigures() {
    }

    /** The figures that the run has, by name. */
    public static Map<String, Drawing> of(RunResult result) {
        Map<String, Drawing> figures = new LinkedHashMap<>();
        figures.put("attacks", new FiguresDrawing.Attacks(result.figures()));
        figures.put("top1", new FiguresDrawing.Top1(result.figures()));
        if (result.figures().latency() != null) {
            figures.put("latency", Latencies.of(result.figures().latency()));
        }
        if (!result.costs().isEmpty()) {
            figures.put("costs", OperationCosts.of(result, OperationCosts.Measure.BYTES));
        }
        return figures;
    }

    /** Writes each in every format. */
    public static void write(RunResult result, Path folder) {
        of(result).forEach((name, figure) -> ENDINGS
                .forEach(ending -> ChartFiles.write(figure, ChartTheme.LIGHT, folder.resolve(name + "." + ending))));
    }
}
