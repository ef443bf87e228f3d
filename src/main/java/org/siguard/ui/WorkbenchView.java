package org.siguard.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.siguard.report.ChartTheme;

/** The whole window: what can be started above, the experiment on the left, charts in the middle, the run below. */
final class WorkbenchView extends BorderPane {
    private final WorkbenchViewModel model;
    private final ExperimentView experiment;

    WorkbenchView(WorkbenchViewModel model) {
        this.model = model;
        getStyleClass().add("workbench");
        getStylesheets().add(Objects.requireNonNull(WorkbenchView.class.getResource("workbench.css")).toExternalForm());
        ObservableValue<ChartTheme> theme = model.darkProperty().map(dark -> dark ? ChartTheme.DARK : ChartTheme.LIGHT);

        experiment = new ExperimentView(model.experiment());
        RunView run = new RunView(model.run());
        SplitPane right = new SplitPane(new PagesView(pages(theme), model.pageProperty()), run);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.87);
        SplitPane.setResizableWithParent(run, false);
        SplitPane all = new SplitPane(experiment, right);
        all.setDividerPositions(0.272);
        SplitPane.setResizableWithParent(experiment, false);
        experiment.setMinWidth(330);
        run.setMinHeight(84);
        setTop(bar());
        setCenter(all);
        model.darkProperty().subscribe(WorkbenchView::dress);
        addEventFilter(KeyEvent.KEY_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_PRESSED, experiment::personActed);
        addEventFilter(MouseEvent.MOUSE_RELEASED, experiment::personActed);
    }

    private List<Page> pages(ObservableValue<ChartTheme> theme) {
        return List.of(
                new Page(WorkbenchViewModel.TRADE_OFF, "Trade-off", "Privacy, utility and cost of what is set on the left.",
                        new ChartsView(model.charts(), theme)),
                new Page(WorkbenchViewModel.QUERY, "One query", "What the guard does to a single answer, step by step.",
                        new QueryView(model.query(), theme)),
                new Page(WorkbenchViewModel.PARTIES, "Parties", "What the parties of one query say to one another, and what each holds.",
                        new PartiesView(model.parties(), model.query(), theme)));
    }

    /** To be called before the window is shown: without it JavaFX takes whatever comes first. */
    void focusFirst() {
        experiment.focusFirst();
    }

    /** JavaFX knows one theme for all windows of a program. */
    private static void dress(boolean dark) {
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    private Node bar() {
        Label title = new Label("SIGuard Workbench");
        title.getStyleClass().add(Styles.TITLE_3);
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label subtitle = new Label("What a secure-inference service leaks through its answers, and what a guard changes");
        subtitle.getStyleClass().add(Styles.TEXT_MUTED);
        subtitle.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(12, title, subtitle, gap, theme(), stop(), measure());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private Node theme() {
        Button theme = button("theme", "", "Light or dark (Ctrl+L)");
        theme.getStyleClass().add(Styles.FLAT);
        theme.textProperty().bind(model.darkProperty().map(dark -> dark ? "Light theme" : "Dark theme"));
        theme.setOnAction(event -> turnTheme());
        return theme;
    }

    private void turnTheme() {
        model.darkProperty().set(!model.darkProperty().get());
    }

    private Node stop() {
        Button stop = button("stop", "Stop", "Stop what is running (Esc)");
        stop.disableProperty().bind(model.run().runningProperty().not());
        stop.setOnAction(event -> model.stop());
        return stop;
    }

    private Node measure() {
        Button measure = button("measure", "Measure", "Run this experiment on the real engine (Ctrl+M)");
        measure.getStyleClass().add(Styles.ACCENT);
        measure.setDefaultButton(false);
        measure.disableProperty().bind(model.measuringProperty());
        measure.setOnAction(event -> model.measure());
        return measure;
    }

    private static Button button(String id, String text, String help) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** The keys that work wherever the focus is. */
    void listenTo(Scene scene) {
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.M, KeyCombination.SHORTCUT_DOWN), model::measure);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN), this::turnTheme);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), model::stop);
    }
}
