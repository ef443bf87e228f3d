package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.siguard.mpc.simc.Tampering;
import org.siguard.mpc.simc.TwoPartyProtocols;
import org.siguard.report.ChartTheme;

/** Where the person plays a client that cheats: how on the left; on the right what came of it, what it cost, and what was stolen. */
final class CheatingView extends BorderPane {
    private static final int MOST_LAYER = 63;
    private static final int MOST_INDEX = 1 << 20;

    private final CheatingViewModel model;
    private final GridPane costs = new GridPane(14, 2);

    CheatingView(CheatingViewModel model, ObservableValue<ChartTheme> theme) {
        this.model = model;
        getStyleClass().add("cheating");
        SplitPane results = new SplitPane(new VBox(words(), costsPane()), new StolenWeightsView(model, theme));
        results.setOrientation(Orientation.VERTICAL);
        results.setDividerPositions(0.5);
        SplitPane all = new SplitPane(choices(), results);
        all.setDividerPositions(0.3);
        setCenter(all);
        model.phases().subscribe(this::showCosts);
        showCosts();
    }

    private Node choices() {
        Label protocolHelp = muted("cheating-protocol-help");
        protocolHelp.textProperty().bind(model.protocolProperty().map(CheatingViewModel::about));
        Label kindHelp = muted("cheating-kind-help");
        kindHelp.textProperty().bind(model.kindProperty().map(kind -> "The client " + kind.help() + "."));
        Button ask = button("cheating-ask", "Ask once", "One inference with a client that cheats so", model::ask);
        ask.getStyleClass().add(Styles.ACCENT);
        Button steal = button("cheating-steal", "Steal the last layer", "One honest query and one for every row of weights", model::steal);
        Button stop = button("cheating-stop", "Stop", "Stop what the client is doing", model::stop);
        ask.disableProperty().bind(model.busyProperty());
        steal.disableProperty().bind(model.busyProperty());
        stop.disableProperty().bind(model.busyProperty().not());
        FlowPane place = new FlowPane(8, 6, whole("at layer"), spinner("cheating-layer", "Layer", model.layerProperty(), MOST_LAYER),
                whole("number"), spinner("cheating-index", "Number of the layer", model.indexProperty(), MOST_INDEX));
        VBox choices = new VBox(8, heading("The server's model"),
                choice("cheating-model", "The server's model", CheatingViewModel.MODELS, model.modelProperty(), Function.identity()),
                heading("The protocol"),
                choice("cheating-protocol", "The protocol", TwoPartyProtocols.names(), model.protocolProperty(), Function.identity()),
                protocolHelp, heading("How the client cheats"), choice("cheating-kind", "How the client cheats",
                        List.of(Tampering.Kind.values()), model.kindProperty(), Tampering.Kind::label),
                kindHelp, place, new FlowPane(8, 6, ask, steal, stop));
        choices.getStyleClass().add("picker");
        choices.setMinWidth(250);
        SplitPane.setResizableWithParent(choices, false);
        return choices;
    }

    private Node words() {
        Label verdict = new Label();
        verdict.setId("cheating-verdict");
        verdict.getStyleClass().add("headline");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.textProperty().bind(model.verdictProperty());
        Label detail = muted("cheating-detail");
        detail.textProperty().bind(model.detailProperty());
        VBox words = new VBox(2, verdict, detail);
        words.getStyleClass().add("words");
        return words;
    }

    private Node costsPane() {
        costs.setId("cheating-costs");
        for (int column = 0; column < 5; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column == 0 ? HPos.LEFT : HPos.RIGHT);
            costs.getColumnConstraints().add(constraints);
        }
        Label note = muted("cheating-costs-note");
        note.setText("Counted bytes went over the wire. Modelled ones are those of homomorphic encryption, which is not run here: "
                + "they stand in a column of their own, and their time in none.");
        VBox pane = new VBox(6, costs, note);
        pane.getStyleClass().add("words");
        VBox.setVgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private void showCosts() {
        costs.getChildren().clear();
        if (model.phases().isEmpty()) {
            return;
        }
        line(0, true, "phase", "rounds", "counted", "modelled", "ms");
        int row = 1;
        for (CheatingViewModel.Phase phase : model.phases()) {
            line(row++, phase.isSum(), phase.name().replace("/", " › "), PartiesViewModel.count(phase.rounds()),
                    PartiesViewModel.bytes(phase.counted()), PartiesViewModel.bytes(phase.modelled()),
                    String.format(Locale.ROOT, "%.1f", phase.milliseconds()));
        }
    }

    private void line(int row, boolean strong, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            Label cell = new Label(cells[column]);
            cell.getStyleClass().add(strong ? Styles.TEXT_BOLD : Styles.TEXT_SMALL);
            costs.add(cell, column, row);
        }
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        return heading;
    }

    private static Label whole(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String id, String text, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static <T> ComboBox<T> choice(String id, String text, List<T> all, Property<T> chosen, Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().setAll(all);
        box.setId(id);
        box.setAccessibleText(text);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String written) {
                return all.stream().filter(each -> name.apply(each).equals(written)).findFirst().orElse(null);
            }
        });
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private static Spinner<Integer> spinner(String id, String text, IntegerProperty value, int most) {
        Spinner<Integer> spinner = new Spinner<>(0, most, value.get());
        spinner.setId(id);
        spinner.setAccessibleText(text);
        spinner.setEditable(true);
        spinner.setPrefWidth(78);
        spinner.valueProperty().subscribe(now -> value.set(now == null ? 0 : now));
        value.subscribe(now -> spinner.getValueFactory().setValue(now.intValue()));
        return spinner;
    }
}
