package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.siguard.report.ChartTheme;

/** The parties of one query: their lanes, what each phase came to, and what each party holds. */
final class PartiesView extends BorderPane {
    private final PartiesViewModel model;
    private final QueryViewModel query;
    private final HoldingsView holdings = new HoldingsView();
    private final ObservableValue<ChartTheme> theme;
    private final FlowPane phases = new FlowPane(6, 2);
    private final Timeline playing = new Timeline();

    PartiesView(PartiesViewModel model, QueryViewModel query, ObservableValue<ChartTheme> theme) {
        this.model = model;
        this.query = query;
        this.theme = theme;
        getStyleClass().add("parties");
        LanesView lanes = new LanesView(model, theme);
        phases.getStyleClass().add("phases");
        VBox top = new VBox(words(), phases, controls(), lanes);
        VBox.setVgrow(lanes, Priority.ALWAYS);
        SplitPane all = new SplitPane(top, holdings);
        all.setOrientation(Orientation.VERTICAL);
        all.setDividerPositions(0.65);
        setCenter(all);
        model.conversationProperty().subscribe(heard -> {
            showPhases();
            // With a later picture of the window: what comes at once stays below what a hand would notice.
            Platform.runLater(() -> holdings.show(model.conversationProperty().get(), query.candidatesProperty().get()));
        });
        theme.subscribe(now -> showPhases());
    }

    private Node words() {
        Label headline = new Label();
        headline.setId("parties-headline");
        headline.getStyleClass().add("headline");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        headline.textProperty().bind(model.headlineProperty());
        Label note = new Label();
        note.setId("parties-note");
        note.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        note.setWrapText(true);
        note.textProperty().bind(Bindings.when(model.noteProperty().isEmpty())
                .then(Bindings.createStringBinding(
                        () -> query.chosenProperty().get() == null ? "" : "Record " + (query.chosenProperty().get().place() + 1)
                                + ", asked on the real engine with somebody listening to every channel; rounds, messages and bytes are counted, not predicted.",
                        query.chosenProperty()))
                .otherwise(model.noteProperty()));
        VBox words = new VBox(2, headline, note);
        words.getStyleClass().add("words");
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    private Node controls() {
        Button back = Buttons.sign("parties-back", "◀", "One round back (Left)", () -> model.goTo(model.roundProperty().get() - 1));
        Button forth = Buttons.sign("parties-forth", "▶", "One round on (Right)", () -> model.goTo(model.roundProperty().get() + 1));
        Button less = Buttons.sign("record-back", "◀", "The record before", () -> query.choose(query.place() - 1));
        Button more = Buttons.sign("record-forth", "▶", "The next record", () -> query.choose(query.place() + 1));
        Label record = new Label();
        record.textProperty().bind(query.chosenProperty().map(subject -> "Record " + (subject.place() + 1)).orElse("No record"));
        Label where = new Label();
        where.setId("parties-where");
        where.setMinWidth(0);
        where.textProperty().bind(model.whereProperty());
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(4, back, play(), forth, where, less, record, more);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("steps");
        line.setMinHeight(Region.USE_PREF_SIZE);
        return line;
    }

    private Node play() {
        ToggleButton play = new ToggleButton("Play");
        play.setId("parties-play");
        play.getStyleClass().add(Styles.SMALL);
        play.setTooltip(new Tooltip("Round by round, three a second"));
        play.setAccessibleHelp("Plays the messages round by round, three a second");
        play.setMinWidth(Region.USE_PREF_SIZE);
        playing.getKeyFrames().setAll(new KeyFrame(Duration.millis(330), event -> {
            if (model.roundProperty().get() >= model.rounds() || getScene() == null) {
                play.setSelected(false);
            } else {
                model.goTo(model.roundProperty().get() + 1);
            }
        }));
        playing.setCycleCount(Animation.INDEFINITE);
        play.selectedProperty().subscribe(is -> {
            play.setText(is ? "Pause" : "Play");
            if (is) {
                playing.play();
            } else {
                playing.stop();
            }
        });
        return play;
    }

    /** A chip a phase: its colour in the lanes, what it takes, and a click goes there. */
    private void showPhases() {
        phases.getChildren().clear();
        for (PartiesViewModel.Phase phase : model.phases()) {
            java.awt.Color colour = LanesView.phase(phase.name(), theme.getValue());
            Region swatch = new Region();
            swatch.getStyleClass().add("swatch");
            swatch.setStyle(String.format(Locale.ROOT, "-fx-background-color: rgb(%d, %d, %d);", colour.getRed(), colour.getGreen(),
                    colour.getBlue()));
            String cost = PartiesViewModel.count(phase.rounds()) + (phase.rounds() == 1 ? " round, " : " rounds, ")
                    + PartiesViewModel.count(phase.messages()) + " messages, " + PartiesViewModel.bytes(phase.bytes());
            String called = PartiesViewModel.label(phase.name(), model.conversationProperty().get());
            Label name = new Label(called);
            name.getStyleClass().add(Styles.TEXT_BOLD);
            Label takes = new Label(cost);
            takes.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            Button chip = new Button(null, new VBox(new HBox(6, swatch, name), takes));
            chip.setId("phase-" + phase.name());
            chip.getStyleClass().addAll(Styles.FLAT, "phase");
            chip.setTooltip(new Tooltip(
                    called + ": " + (called.equals(phase.name()) ? phase.meaning() : "the servers turn the logits into probabilities")
                            + ". Click to go there."));
            chip.setAccessibleText(called + ": " + cost);
            chip.setOnAction(event -> model.goTo(phase.firstRound()));
            phases.getChildren().add(chip);
        }
    }
}
