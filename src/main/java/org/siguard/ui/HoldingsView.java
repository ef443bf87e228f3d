package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.siguard.experiment.GuardedInference;
import org.siguard.experiment.parties.Conversation;
import org.siguard.experiment.parties.Holding;
import org.siguard.experiment.query.Candidates;
import org.siguard.net.Party;

/** What each party holds of the query and of the answer: pictures and words of noise, beside what they mean where that may be known. */
final class HoldingsView extends ScrollPane {
    private static final double SIDE = 64;
    private static final int WORDS = 1;

    HoldingsView() {
        setId("holdings");
        setFitToWidth(true);
        getStyleClass().add("holdings");
        setAccessibleText("What each party holds of the query, and what it means");
        show(null, null);
    }

    void show(Conversation heard, Candidates candidates) {
        if (heard == null || candidates == null) {
            Label empty = new Label("What each party holds is shown when a query was asked.");
            empty.getStyleClass().add(Styles.TEXT_MUTED);
            empty.setWrapText(true);
            setContent(new VBox(empty));
            return;
        }
        FlowPane cards = new FlowPane(8, 8);
        cards.getStyleClass().add("cards");
        cards.getChildren().add(card("client", "knows both", picture(heard.query(), candidates), answer(heard, candidates)));
        for (Party server : heard.servers()) {
            Holding query = heard.holding(server, GuardedInference.QUERY);
            HBox pictures = new HBox(4);
            for (Holding.Part part : query.parts()) {
                VBox one = new VBox(1, image(part.words(), candidates), small(part.name().replace(" value", "")));
                one.setAlignment(Pos.CENTER);
                pictures.getChildren().add(one);
            }
            cards.getChildren().add(card(server.name(), "holds of the record", pictures,
                    words("of the answer", heard.holding(server, GuardedInference.RELEASE))));
        }
        cards.getChildren().add(card("model owner", "shared weights\nand h", new Region(),
                small("Sees nothing of\nquery or answer.")));
        VBox sum = new VBox(1, image(heard.query(), candidates), small("the record again"));
        sum.setAlignment(Pos.CENTER);
        cards.getChildren().add(card("all three parts", "masked + left + right", sum,
                small("No party has them\nall.")));
        setContent(cards);
    }

    private static Node card(String name, String what, Node picture, Node below) {
        Label heading = new Label(name);
        heading.getStyleClass().add(Styles.TEXT_BOLD);
        VBox card = new VBox(3, heading, small(what), picture, below);
        card.getStyleClass().add("card");
        card.setAccessibleText(name + " " + what);
        return card;
    }

    private static Node picture(long[] words, Candidates candidates) {
        VBox one = new VBox(1, image(words, candidates), small("its record"));
        one.setAlignment(Pos.CENTER_LEFT);
        return one;
    }

    private static ImageView image(long[] words, Candidates candidates) {
        ImageView view = new ImageView(RecordPicture.of(words, candidates.shape()));
        view.setFitHeight(SIDE);
        view.setFitWidth(SIDE);
        view.setPreserveRatio(true);
        view.setSmooth(false);
        return view;
    }

    private static Node answer(Conversation heard, Candidates candidates) {
        double[] p = heard.released();
        int best = 0;
        for (int i = 1; i < p.length; i++) {
            best = p[i] > p[best] ? i : best;
        }
        return small(String.format(Locale.ROOT, "its answer:\n%s with %.1f %%", candidates.labels().get(best), 100 * p[best]));
    }

    /** The first words of each part, as they stand in memory. */
    private static Node words(String what, Holding holding) {
        String text = holding.parts().stream().map(part -> Arrays.stream(part.words()).limit(WORDS)
                .mapToObj(word -> String.format("%016x", word)).collect(Collectors.joining(" ")) + " …").collect(Collectors.joining("\n"));
        Label words = new Label(what + "\n" + text);
        words.getStyleClass().addAll(Styles.TEXT_SMALL, "words-of-noise");
        return words;
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return label;
    }
}
