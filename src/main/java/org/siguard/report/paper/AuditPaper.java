package org.siguard.report.paper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.siguard.base.JsonObject;
import org.siguard.data.Dataset;
import org.siguard.experiment.audit.Audit;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditResult.Finding;
import org.siguard.report.document.Block;
import org.siguard.report.document.Document;

/** The report of an audit: for who must decide whether a model may be served, and behind which guard. */
public final class AuditPaper {
    private final AuditResult result;
    private final Dataset data;
    private final AuditWords words;
    private final List<Block> blocks = new ArrayList<>();

    private AuditPaper(AuditResult result, Dataset data) {
        this.result = result;
        this.data = data;
        this.words = new AuditWords(result);
    }

    /** @param data that the sample's records come from */
    public static Document of(AuditResult result, Dataset data) {
        return new AuditPaper(result, data).document();
    }

    private Document document() {
        blocks.add(new Block.Lead(words.lead()));
        blocks.add(new Block.Points(words.points()));
        blocks.add(new Block.Note(words.tested()));
        leaks();
        exposed();
        worth();
        limits();
        attacks();
        heading("Glossary");
        blocks.add(Glossary.ofAudits());
        reproduction();
        return new Document("Audit of " + result.audit().sampleName(), blocks);
    }

    private void heading(String text) {
        blocks.add(new Block.Heading(text));
    }

    private void leaks() {
        heading("What leaks, and how surely");
        blocks.add(new Block.Figure(AuditFigures.released(result),
                "The strongest attack on each kind of output. The dotted line is guessing; the dashed one is the gap attack on plaintext outputs, "
                        + "which a guard that keeps labels cannot lower."));
        blocks.add(AuditTables.leaks(result));
        closer();
    }

    /** The outputs that figures set side by side: without a guard, and behind the guard that leaves least. */
    private List<Finding> beforeAndAfter() {
        return Stream.concat(words.before().stream(), words.best().stream()).toList();
    }

    private void closer() {
        List<Finding> findings = beforeAndAfter();
        blocks.add(new Block.Figure(AuditFigures.roc(findings),
                "The strongest attack without a guard and behind the guard that leaves least. To the "
                        + "left an attacker takes few non-members for members: what it finds there it is nearly certain of."));
        AuditFigures.confidences(findings).ifPresent(confidences -> blocks.add(new Block.Figure(confidences,
                "What is released for the true label. Where members and others differ, an attack that reads nothing else can tell them apart.")));
    }

    private void exposed() {
        Optional<Finding> finding = words.before().filter(one -> !one.exposed().isEmpty());
        if (finding.isEmpty()) {
            return;
        }
        heading("Who is exposed most");
        blocks.add(new Block.Note(
                "The members that the strongest attack without a guard ('" + finding.get().strongest().attack() + "') is surest of."));
        blocks.add(ExposedCards.of(finding.get().exposed(), result, data));
        words.best().filter(best -> !best.exposed().isEmpty()).ifPresent(best -> {
            blocks.add(new Block.Note("Those that the strongest attack behind '" + best.channel() + "' is surest of."));
            blocks.add(ExposedCards.of(best.exposed(), result, data));
        });
        beforeAndAfter().stream().filter(one -> !one.slices().isEmpty()).forEach(one -> blocks.add(AuditTables.slices(one)));
    }

    private void worth() {
        heading("What guards change, and at what price");
        blocks.add(AuditTables.worth(result));
        AuditTables.comparisons(result).ifPresent(blocks::add);
    }

    private void limits() {
        heading("What this audit cannot tell");
        blocks.add(new Block.Points(List.of(
                "It ran the attacks named below, and an attacker may think of others: a low figure says that these fail.",
                "Guards were tried with their default settings, on a twin that computes in the same fixed point without parties. What parties of a "
                        + "computation could learn from it is the engine's business, not the guard's.",
                "It asked about each record once, but for attacks that say otherwise. Who may ask again and again can average noise away, unless "
                        + "the guard answers the same query the same.",
                "The figures are means over records. Single records can be far more exposed than the mean.")));
    }

    private void attacks() {
        heading("Every attack");
        blocks.add(new Block.Note(
                "\"Adapted\" attacks were fitted on outputs that the attacker guarded itself, with a classifier of its own. "
                        + "A name followed by two numbers was run on so many members and non-members only, because it asks many times. An = marks an attack "
                        + "that looks at labels alone and was run where no guard stood: no label changes on the way here."));
        blocks.add(AuditTables.methods(result));
        result.channels().forEach(finding -> blocks.add(AuditTables.attacks(finding, result.records().size())));
    }

    private void reproduction() {
        heading("How to get this again");
        blocks.add(new Block.Paragraph("The same audit of the same sample gives the same figures. Save this as audit.json and run:"));
        blocks.add(new Block.Listing("./siguard audit audit.json --out results"));
        blocks.add(new Block.Listing(JsonObject.readable(json(result.audit())).strip()));
        blocks.add(Versions.table(List.of(List.of("data", data.name() + ", " + data.size() + " records, SHA-256 " + data.fingerprint()))));
    }

    /** As {@link Audit#read} reads it. */
    private static ObjectNode json(Audit audit) {
        ObjectNode json =
                JsonObject.create().put("sample", audit.sample()).put("records", audit.records()).put("askedOften", audit.askedOften())
                        .put("references", audit.references());
        ArrayNode guards = json.putArray("guards");
        audit.guards().forEach(guards::add);
        ArrayNode attacks = json.putArray("attacks");
        audit.attacks().forEach(family -> attacks.add(family.label()));
        return json.put("thorough", audit.thorough()).put("seed", audit.seed());
    }
}
