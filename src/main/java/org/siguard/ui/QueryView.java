package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.siguard.experiment.query.Candidate;
import org.siguard.experiment.query.QueryStory;
import org.siguard.report.AnswerChart;
import org.siguard.report.ChartTheme;
import org.siguard.report.SearchChart;

/** One query: records to pick from, the answer before, the noise and the answer after, h along the search, and the attackers' verdicts. */
final class QueryView extends BorderPane {
    private final QueryViewModel model;
    private final ObservableValue<ChartTheme> theme;
    private final ChartPane before = viewer("chart-before", "The model's answer, class by class");
    private final ChartPane noise = viewer("chart-noise", "The guard's noise, class by class");
    private final ChartPane after = viewer("chart-after", "What the client gets, class by class");
    private final ChartPane search = viewer("chart-search", "What the membership classifier thinks along the search");
    private final VerdictsView verdicts = new VerdictsView();
    private final Slider slider = new Slider();
    private final EventHandler<KeyEvent> keys = this::stepByKey;

    QueryView(QueryViewModel model, ObservableValue<ChartTheme> theme) {
        this.model = model;
        this.theme = theme;
        getStyleClass().add("query");
        SplitPane all = new SplitPane(picker(), story());
        all.setDividerPositions(0.2);
        setCenter(all);
        model.storyProperty().subscribe(this::showStory);
        model.stepProperty().subscribe(any -> showStep());
        theme.subscribe(now -> showStep());
        model.seenProperty().subscribe(seen -> showStep());
        sceneProperty().subscribe((before, now) -> { // whatever has the focus, as the keys of pages
            if (before != null) {
                before.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
            }
            if (now != null) {
                now.addEventHandler(KeyEvent.KEY_PRESSED, keys);
            }
        });
        ChartPicture.inAdvance(QueryView::makeCharts);
    }

    private static void makeCharts() {
        SearchChart.of(List.of(), 0, ChartTheme.LIGHT);
        for (AnswerChart.Part part : AnswerChart.Part.values()) {
            AnswerChart.of(part, new double[] {0.2, 0.8}, new int[] {0, 1}, List.of("one", "other"), "", 1, ChartTheme.LIGHT);
        }
    }

    private void stepByKey(KeyEvent event) {
        if (model.seenProperty().get() && event.isShortcutDown() && (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.LEFT)) {
            model.stepTo(model.stepProperty().get() + (event.getCode() == KeyCode.RIGHT ? 1 : -1));
            event.consume();
        }
    }

    private Node picker() {
        ListView<Candidate> list = new ListView<>();
        list.setId("records");
        list.setAccessibleText("Records: pick one to follow its query");
        list.getStyleClass().addAll(Styles.DENSE, "records");
        list.setCellFactory(any -> new CandidateCell(model));
        Label empty = new Label("Records appear here.");
        empty.setWrapText(true);
        list.setPlaceholder(empty);
        model.candidatesProperty().subscribe(known -> {
            if (known == null) {
                list.getItems().clear();
            } else {
                list.getItems().setAll(known.all());
                list.getSelectionModel().select(model.place());
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(subject -> {
            if (subject != null && subject.place() != model.place()) {
                model.choose(subject.place());
            }
        });
        model.chosenProperty().subscribe(subject -> {
            if (subject != null && !subject.equals(list.getSelectionModel().getSelectedItem())) {
                list.getSelectionModel().select(subject.place());
                list.scrollTo(Math.max(0, subject.place() - 2));
            }
        });
        Label heading = new Label("Pick a record");
        heading.getStyleClass().addAll(Styles.TEXT_BOLD);
        model.pickedProperty().subscribe(picked -> {
            heading.setText(picked.isEmpty() ? "Pick a record" : "Pick a record (" + picked.size() + " marked ◆)");
            list.refresh();
        });
        VBox picker = new VBox(6, heading, list);
        picker.getStyleClass().add("picker");
        picker.setMinWidth(150);
        VBox.setVgrow(list, Priority.ALWAYS);
        SplitPane.setResizableWithParent(picker, false);
        return picker;
    }

    private Node story() {
        HBox sum = new HBox(before, sign("+"), noise, sign("="), after);
        sum.setAlignment(Pos.CENTER);
        for (Node chart : new Node[] {before, noise, after}) {
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        SplitPane below = new SplitPane(search, verdicts);
        below.setDividerPositions(0.365); // the names of attacks are read whole
        VBox top = new VBox(words(), sum, steps());
        VBox.setVgrow(sum, Priority.ALWAYS);
        SplitPane story = new SplitPane(top, below);
        story.setOrientation(Orientation.VERTICAL);
        story.setDividerPositions(0.54);
        top.setMinHeight(200);
        below.setMinHeight(130);
        return story;
    }

    private Node words() {
        Label headline = new Label();
        headline.setId("query-headline");
        headline.getStyleClass().add("headline");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        headline.textProperty().bind(model.headlineProperty());
        Label note = new Label();
        note.setId("query-note");
        note.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        note.setWrapText(true);
        note.textProperty().bind(Bindings.when(model.noteProperty().isEmpty())
                .then("Computed on the clear twin, where nothing is secret. On shares nobody sees any of this, not even the servers.")
                .otherwise(model.noteProperty()));
        VBox words = new VBox(2, headline, note);
        words.getStyleClass().add("words");
        return words;
    }

    private Node steps() {
        Button first = Buttons.sign("query-first", "|◀", "To the first point of the search", () -> model.stepTo(0));
        Button back = Buttons.sign("query-back", "◀", "One step back (Ctrl+Left)", model::backward);
        Button forth = Buttons.sign("query-forth", "▶", "One step on (Ctrl+Right)", model::forward);
        Button last = Buttons.sign("query-last", "▶|", "To what was released", () -> model.stepTo(model.steps()));
        slider.setId("query-step");
        slider.setAccessibleText("Point of the search");
        slider.getStyleClass().add(Styles.SMALL);
        slider.setBlockIncrement(1);
        slider.setMinWidth(80);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().subscribe(value -> {
            if (Math.round(value.doubleValue()) != model.stepProperty().get()) {
                model.stepTo((int) Math.round(value.doubleValue()));
            }
        });
        Label where = new Label();
        where.setId("query-where");
        where.textProperty().bind(model.whereProperty());
        where.setMinWidth(0);
        where.setWrapText(true);
        where.setMinHeight(Region.USE_PREF_SIZE);
        HBox line = new HBox(4, first, back, slider, forth, last);
        line.setAlignment(Pos.CENTER_LEFT);
        line.disableProperty().bind(model.storyProperty().map(story -> story.points().isEmpty()).orElse(true));
        VBox steps = new VBox(2, where, line);
        steps.getStyleClass().add("steps");
        steps.setMinHeight(Region.USE_PREF_SIZE);
        return steps;
    }

    private static Label sign(String text) {
        Label sign = new Label(text);
        sign.getStyleClass().addAll(Styles.TITLE_3, Styles.TEXT_MUTED);
        sign.setMinWidth(Region.USE_PREF_SIZE);
        return sign;
    }

    private static ChartPane viewer(String id, String name) {
        ChartPane pane = new ChartPane(id, name);
        pane.viewer().setMinSize(120, 90);
        pane.setMinSize(120, 90);
        pane.setPrefSize(240, 180);
        return pane;
    }

    private void showStory(QueryStory story) {
        slider.setMax(Math.max(1, model.steps()));
        verdicts.show(story);
        showStep();
    }

    private void showStep() {
        if (!model.seenProperty().get()) {
            return;
        }
        QueryStory story = model.storyProperty().get();
        ChartTheme now = theme.getValue();
        slider.setValue(model.stepProperty().get());
        if (story == null || model.candidatesProperty().get() == null) {
            search.show(() -> SearchChart.none(now));
            List<ChartPane> viewers = List.of(before, noise, after);
            for (AnswerChart.Part part : AnswerChart.Part.values()) {
                viewers.get(part.ordinal())
                        .show(() -> AnswerChart.of(part, new double[0], new int[0], List.of(), "class by class", 1, now));
            }
            return;
        }
        double[] answer = model.answer();
        double[] moved = new double[answer.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = answer[i] - story.before()[i];
        }
        int[] classes = AnswerChart.classes(story.before(), story.after());
        var names = model.candidatesProperty().get().labels();
        int step = model.stepProperty().get();
        boolean released = model.stepProperty().get() >= model.steps();
        before.show(() -> AnswerChart.of(AnswerChart.Part.BEFORE, story.before(), classes, names,
                "confidence in %" + (classes.length < answer.length ? ", the " + classes.length + " largest" : ""), 1, now));
        noise.show(
                () -> AnswerChart.of(AnswerChart.Part.NOISE, moved, classes, names,
                        "percentage points, " + String.format(Locale.ROOT, "%.1f",
                                100 * sum(moved)) + " in all",
                        span(story), now));
        after.show(() -> AnswerChart.of(AnswerChart.Part.AFTER, answer, classes, names,
                released ? "confidence in %, released" : "in %, if released here", 1, now));
        search.show(() -> SearchChart.of(story.points(), step, now));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }

    /** The same for all steps of a story, so that the axis stands still. */
    private static double span(QueryStory story) {
        double most = 0.02;
        for (int i = 0; i < story.before().length; i++) {
            most = Math.max(most, Math.abs(story.after()[i] - story.before()[i]));
            for (var point : story.points()) {
                most = Math.max(most, Math.abs(point.prediction()[i] - story.before()[i]));
            }
        }
        return most;
    }
}
