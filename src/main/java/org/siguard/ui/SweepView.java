package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.siguard.experiment.Fidelity;
import org.siguard.experiment.sweep.Limits.Aim;
import org.siguard.experiment.sweep.Method;
import org.siguard.experiment.sweep.SavedSweep;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;

/** The page of sweeps: above what is tried, in the middle what came out, below which setting is best under limits. */
final class SweepView extends BorderPane {
    private static final int MOST_TRIALS = 10_000;
    private static final String EMPTY = "Choose above what to vary, and press Run. Each finished setting becomes a point here: what the "
            + "strongest attack still learns, against what the setting costs. Click a point to take its settings; drag to mark a range, "
            + "and what lies outside of it fades.";
    private static final String EMPTY_LINES =
            "Here every setting becomes a line through all its values and figures. Drag along an axis to mark a range of it.";

    private final SweepViewModel model;

    SweepView(SweepViewModel model, ObservableValue<ChartTheme> theme, Function<Supplier<Drawing>, Export> export) {
        this.model = model;
        getStyleClass().add("sweep");
        DrawingView front = new DrawingView("chart-front", EMPTY, model.frontProperty().map(now -> now), theme,
                export.apply(model.frontProperty()::get));
        front.onPick(model::pick, model::markNothing);
        front.onBrush(model::markFront);
        DrawingView lines = new DrawingView("chart-lines", EMPTY_LINES, model.linesProperty().map(now -> now), theme,
                export.apply(model.linesProperty()::get));
        lines.onPick(model::pick, model::markNothing);
        lines.onBrush(model::markLines);
        SplitPane charts = new SplitPane(front, lines);
        charts.setDividerPositions(0.52);
        SplitPane all = new SplitPane(charts, new RecommendView(model.recommend(), model::pick, model.selectionProperty()));
        all.setOrientation(Orientation.VERTICAL);
        all.setDividerPositions(0.62);
        setTop(plan());
        setCenter(all);
    }

    private Node plan() {
        Label words = new Label();
        words.setId("sweep-words");
        words.textProperty().bind(model.plan().wordsProperty().concat(model.plan().mistakeProperty()));
        words.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(words.textProperty().concat(" All that is not varied is as set on the left."));
        words.setTooltip(whole);
        HBox how = new HBox(8, method(), trials(), fidelity(), words, earlier(), run(), pause(), stop());
        how.setAlignment(Pos.CENTER_LEFT);
        VBox plan = new VBox(4, new AxisView("axis-1", "Vary", model.plan().first(), false),
                new AxisView("axis-2", "and", model.plan().second(), true), how, state());
        plan.getStyleClass().add("words");
        return plan;
    }

    private Node method() {
        ComboBox<Method> method = combo("sweep-method", "How settings are chosen", List.of(Method.values()), Method::label);
        method.setTooltip(new Tooltip("grid: every combination; random and sobol: so many, anywhere in the ranges; halving: as sobol, and "
                + "those that others dominate are given up early"));
        method.valueProperty().bindBidirectional(model.plan().methodProperty());
        return method;
    }

    private Node trials() {
        Spinner<Integer> trials = new Spinner<>(1, MOST_TRIALS, model.plan().trialsProperty().get());
        trials.setId("sweep-trials");
        trials.setEditable(true);
        trials.setPrefWidth(86);
        trials.setMinWidth(86);
        trials.setAccessibleText("How many settings");
        trials.setTooltip(new Tooltip("How many settings are tried; a grid has as many as its values make"));
        trials.disableProperty().bind(model.plan().methodProperty().isEqualTo(Method.GRID));
        trials.valueProperty().subscribe(now -> {
            if (now != null) {
                model.plan().trialsProperty().set(now);
            }
        });
        return trials;
    }

    private Node fidelity() {
        ComboBox<Fidelity> fidelity = combo("sweep-fidelity", "Previewed or measured", List.of(Fidelity.values()), Fidelity::label);
        fidelity.setTooltip(new Tooltip("preview: on the clear twin, with predicted latency; measured: on the real engine, one at a time"));
        fidelity.valueProperty().bindBidirectional(model.plan().fidelityProperty());
        return fidelity;
    }

    private static <T> ComboBox<T> combo(String id, String name, List<T> all, Function<T, String> words) {
        ComboBox<T> combo = new ComboBox<>();
        combo.setId(id);
        combo.setAccessibleText(name);
        combo.getItems().setAll(all);
        combo.setMinWidth(Region.USE_PREF_SIZE);
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        return combo;
    }

    private Node earlier() {
        MenuButton menu = new MenuButton("Earlier sweeps");
        menu.setId("sweep-earlier");
        menu.getStyleClass().add(Styles.FLAT);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip("Sweeps that are kept: looked at again, or gone on with"));
        Runnable fill = () -> {
            menu.getItems().clear();
            for (SavedSweep saved : model.earlier()) {
                MenuItem item = new MenuItem(saved.sweep().inWords() + ": " + saved.trials().size() + " trials"
                        + (saved.finished() ? "" : ", not finished: go on"));
                item.setOnAction(event -> model.open(saved));
                menu.getItems().add(item);
            }
            if (menu.getItems().isEmpty()) {
                MenuItem none = new MenuItem("Sweeps that you run are kept, and appear here.");
                none.setDisable(true);
                menu.getItems().add(none);
            }
        };
        fill.run();
        model.earlier().addListener((javafx.collections.ListChangeListener<SavedSweep>) change -> fill.run());
        return menu;
    }

    private Node run() {
        Button run = Buttons.of("sweep-run", "Run", "Tries the settings; one that was begun before goes on where it was");
        run.getStyleClass().add(Styles.ACCENT);
        run.disableProperty().bind(model.run().runningProperty().or(model.plan().sweepProperty().isNull()));
        run.setOnAction(event -> model.start());
        return run;
    }

    private Node pause() {
        Button pause = Buttons.of("sweep-pause", "Pause", "Begins no further trial until you go on");
        pause.textProperty().bind(model.run().heldProperty().map(held -> held ? "Go on" : "Pause"));
        pause.disableProperty().bind(model.run().runningProperty().not());
        pause.setOnAction(event -> model.pauseOrGoOn());
        return pause;
    }

    private Node stop() {
        Button stop = Buttons.of("sweep-stop", "Stop", "Ends the sweep; what is finished is kept");
        stop.disableProperty().bind(model.run().runningProperty().not());
        stop.setOnAction(event -> model.run().stop());
        return stop;
    }

    /** How far it is, and what the charts show; nothing before the first sweep. */
    private Node state() {
        ProgressBar bar = new ProgressBar(0);
        bar.setAccessibleText("Progress of the sweep");
        bar.progressProperty().bind(model.run().fractionProperty());
        bar.setPrefWidth(120);
        bar.setMinWidth(80);
        bar.visibleProperty().bind(model.run().runningProperty());
        bar.managedProperty().bind(bar.visibleProperty());
        Label phase = new Label();
        phase.setId("sweep-phase");
        phase.textProperty().bind(model.run().phaseProperty());
        phase.visibleProperty().bind(model.run().runningProperty());
        phase.managedProperty().bind(phase.visibleProperty());
        phase.setMinWidth(Region.USE_PREF_SIZE);
        Label basis = new Label();
        basis.setId("sweep-basis");
        basis.textProperty().bind(model.basisProperty());
        basis.getStyleClass().add(Styles.TEXT_SMALL);
        basis.setMinWidth(0);
        basis.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(basis, Priority.ALWAYS);
        Label against = new Label("Front against");
        against.getStyleClass().add(Styles.TEXT_MUTED);
        against.setMinWidth(Region.USE_PREF_SIZE);
        ComboBox<Aim> cost = combo("sweep-cost", "What the front has to the right", SweepViewModel.COSTS, Aim::label);
        cost.valueProperty().bindBidirectional(model.costProperty());
        HBox state = new HBox(8, bar, phase, basis, against, cost);
        state.setAlignment(Pos.CENTER_LEFT);
        state.visibleProperty().bind(model.run().runningProperty().or(Bindings.isNotNull(model.frontProperty())));
        bar.setMaxHeight(12);
        state.managedProperty().bind(state.visibleProperty());
        return state;
    }
}
