package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.siguard.experiment.audit.Audit;
import org.siguard.model.Zoo;
import org.siguard.train.sample.KnownRecipes;

/** The page of models: one card to train a new one, one to audit one, and below them how far it is and what was found. */
final class ModelsView extends BorderPane {
    private static final double NAMES = 118;

    private final TrainViewModel train;
    private final AuditViewModel audit;
    private final Consumer<Path> open;

    /** @param open shows a file */
    ModelsView(TrainViewModel train, AuditViewModel audit, Consumer<Path> open) {
        this.train = train;
        this.audit = audit;
        this.open = open;
        getStyleClass().add("models");
        HBox cards = new HBox(12, training(), auditing());
        cards.getStyleClass().add("cards");
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("holdings");
        setCenter(scroll);
        setBottom(progress());
    }

    private Node training() {
        ComboBox<String> source = choice("train-source", "From", KnownRecipes.names(), train.sourceProperty());
        Button file = Buttons.of("train-open", "…", "Open a recipe (.json), or a file of data");
        file.setAccessibleText("Open a recipe or data");
        file.setOnAction(event -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle("A recipe, or data of your own");
            File chosen = chooser.showOpenDialog(getScene().getWindow());
            if (chosen != null) {
                train.sourceProperty().set(chosen.getPath());
            }
        });
        HBox from = new HBox(4, source, file);
        HBox.setHgrow(source, Priority.ALWAYS);
        Button start = Buttons.of("train-start", "Train", "Trains in the background; the new model is then chosen on the left");
        start.getStyleClass().add(Styles.ACCENT);
        start.disableProperty().bind(train.work().runningProperty());
        start.setOnAction(event -> train.start());
        return card("Train a model",
                "The recipe of a sample, a recipe in a file, or data of your own (CSV, pictures, NPY, IDX) with a network "
                        + "of the zoo. Target, shadow and membership classifiers are trained; samples take from a minute to hours.",
                row("Name", field("train-name", "Name of the new model", train.nameProperty())), row("From", from),
                row("Network", choice("train-network", "Network, for data of your own", Zoo.all().stream().map(Zoo.Entry::name).toList(),
                        train.networkProperty())),
                row("Epochs", field("train-epochs", "Epochs; empty for those of the recipe", train.epochsProperty())),
                row("Seed", field("train-seed", "Seed of the training", train.seedProperty())), mistake("train-mistake",
                        train.mistakeProperty()),
                start);
    }

    private Node auditing() {
        Button start = Buttons.of("audit-start", "Audit", "Runs the ticked attacks in the background and writes the report");
        start.getStyleClass().add(Styles.ACCENT);
        start.disableProperty().bind(audit.work().runningProperty());
        start.setOnAction(event -> audit.start());
        VBox attacks = new VBox(3);
        audit.attacks().forEach((family, ticked) -> attacks.getChildren().add(family(family, ticked)));
        FlowPane guards = new FlowPane(10, 3);
        audit.guards().forEach((guard, ticked) -> guards.getChildren().add(tick("audit-guard-" + guard, guard, ticked)));
        Node numbers = new HBox(8, row("Members", field("audit-records", "Members, and as many non-members", audit.recordsProperty())),
                row("Asked often", field("audit-often", "Of these, for attacks that ask many times", audit.askedOftenProperty())));
        Label seed = new Label("Seed");
        seed.setMinWidth(Region.USE_PREF_SIZE);
        HBox random = new HBox(8,
                row("Reference models", field("audit-references", "Reference models for LiRA and RMIA; 0 leaves these out",
                        audit.referencesProperty())),
                seed, field("audit-seed", "Of all that is random: which records are drawn, and what attackers train", audit.seedProperty()),
                tick("audit-thorough", "thorough", "Ask all reference models through guards of many rounds too: "
                        + "tens of minutes a sample", audit.thoroughProperty()));
        random.setAlignment(Pos.CENTER_LEFT);
        Label splits = new Label();
        splits.setId("audit-splits");
        splits.setWrapText(true);
        splits.setMinHeight(Region.USE_PREF_SIZE);
        splits.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        splits.textProperty().bind(audit.splitsProperty());
        shownWithText(splits, audit.splitsProperty());
        return card("Audit a model",
                "Plain outputs, secure inference with each softmax, and behind each ticked guard. The report says what "
                        + "leaks, to whom, how surely, and which records most.",
                row("Model", choice("audit-model", "Model to audit", KnownRecipes.names(), audit.modelProperty())), splits, numbers,
                random, heading("Attacks (the gap attack always)"), attacks, heading("Guards"), guards, mistake("audit-mistake",
                        audit.mistakeProperty()),
                start);
    }

    private Node progress() {
        ProgressBar bar = new ProgressBar();
        bar.setId("work-progress");
        bar.setAccessibleText("Progress of the training or audit");
        bar.setPrefWidth(180);
        bar.progressProperty().bind(audit.work().fractionProperty());
        Label phase = new Label();
        phase.setId("work-phase");
        phase.textProperty().bind(Bindings.when(audit.work().phaseProperty().isEmpty())
                .then("Nothing under way: train a model, or audit one.").otherwise(audit.work().phaseProperty()));
        Button stop = Buttons.of("work-stop", "Stop", "Stops the training or audit; nothing of it is kept");
        stop.disableProperty().bind(audit.work().runningProperty().not());
        stop.setOnAction(event -> audit.work().stop());
        Button html = report("audit-html", "Open the report", AuditViewModel.HTML);
        Button pdf = report("audit-pdf", "Open as PDF", AuditViewModel.PDF);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(8, bar, phase, gap, stop, html, pdf);
        line.setAlignment(Pos.CENTER_LEFT);
        Label found = new Label();
        found.setId("audit-summary");
        found.setWrapText(true);
        found.textProperty().bind(audit.summaryProperty());
        shownWithText(found, audit.summaryProperty());
        ScrollPane words = new ScrollPane(found);
        words.setFitToWidth(true);
        words.setMaxHeight(150);
        words.visibleProperty().bind(found.visibleProperty());
        words.managedProperty().bind(found.visibleProperty());
        VBox box = new VBox(6, line, words);
        box.getStyleClass().add("words");
        return box;
    }

    private Button report(String id, String text, String file) {
        Button button = Buttons.of(id, text, "Opens the report of the last audit");
        button.disableProperty().bind(audit.reportProperty().isNull());
        button.setOnAction(event -> open.accept(audit.reportProperty().get().resolve(file)));
        return button;
    }

    private static VBox card(String title, String about, Node... rows) {
        Label heading = heading(title);
        heading.getStyleClass().setAll("label", Styles.TITLE_4);
        Label words = new Label(about);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        VBox card = new VBox(7, heading, words);
        card.getChildren().addAll(List.of(rows));
        card.getStyleClass().add("card");
        card.setPrefWidth(400);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        return heading;
    }

    private static HBox row(String name, Node control) {
        Label label = new Label(name);
        label.setMinWidth(NAMES);
        label.setLabelFor(control);
        HBox row = new HBox(6, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox.setHgrow(row, Priority.ALWAYS);
        return row;
    }

    private static TextField field(String id, String name, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(name);
        field.setTooltip(new Tooltip(name));
        field.setPromptText(name);
        field.setPrefColumnCount(6);
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private static ComboBox<String> choice(String id, String name, List<String> known, StringProperty value) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(id);
        box.setEditable(true);
        box.setAccessibleText(name);
        box.getEditor().setAccessibleText(name);
        box.setTooltip(new Tooltip(name));
        box.setPromptText(name);
        box.getItems().setAll(known);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getEditor().textProperty().bindBidirectional(value);
        return box;
    }

    /** A family to be ticked as a whole, and a menu with its single attacks. */
    private Node family(Audit.Family family, BooleanProperty ticked) {
        CheckBox box = tick("audit-attack-" + family.label(), family.about(), ticked);
        MenuButton menu = new MenuButton();
        menu.setId("audit-single-" + family.label());
        menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText("Single attacks: " + family.about());
        menu.setTooltip(new Tooltip("Single attacks of this family"));
        menu.disableProperty().bind(ticked.not());
        Runnable count = () -> menu.setText(family.attacks().stream().filter(attack -> audit.single().get(attack).get()).count() + " of "
                + family.attacks().size());
        for (String attack : family.attacks()) {
            audit.single().get(attack).subscribe(any -> count.run());
            TickItem item = new TickItem("audit-tick-" + attack, attack);
            item.tickedProperty().bindBidirectional(audit.single().get(attack));
            menu.getItems().add(item);
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(6, box, gap, menu);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static CheckBox tick(String id, String text, String help, BooleanProperty value) {
        CheckBox box = tick(id, text, value);
        box.setTooltip(new Tooltip(help));
        box.setAccessibleHelp(help);
        return box;
    }

    private static CheckBox tick(String id, String text, BooleanProperty value) {
        CheckBox box = new CheckBox(text);
        box.setId(id);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }

    private static Label mistake(String id, ObservableValue<String> text) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("setting-error");
        label.setWrapText(true);
        label.textProperty().bind(text);
        shownWithText(label, text);
        return label;
    }

    private static void shownWithText(Label label, ObservableValue<String> text) {
        label.visibleProperty().bind(text.map(words -> !words.isEmpty()));
        label.managedProperty().bind(label.visibleProperty());
    }
}
