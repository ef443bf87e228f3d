package org.siguard.report.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siguard.data.Dataset;
import org.siguard.experiment.audit.AuditResult;
import org.siguard.experiment.audit.AuditResult.Exposed;
import org.siguard.report.InWords;
import org.siguard.report.document.Block;
import org.siguard.report.document.Thumbnail;

/** The records that are given away most surely: pictures as they are, others by what is odd about them. */
final class ExposedCards {
    private static final int MOST = 8;
    private static final int FEATURES = 3;

    private ExposedCards() {
    }

    static Block.Cards of(List<Exposed> exposed, AuditResult result, Dataset data) {
        boolean pictures = data.size() > 0 && Thumbnail.of(data.records().getFirst(), data.record()).isPresent();
        Optional<StrongFeatures> features = pictures || exposed.isEmpty() ? Optional.empty() : Optional.of(new StrongFeatures(data));
        List<Block.Card> cards = new ArrayList<>();
        for (Exposed one : exposed.subList(0, Math.min(MOST, exposed.size()))) {
            float[] record = data.records().get(one.row());
            List<String> lines = new ArrayList<>();
            lines.add("label: " + data.className(one.label()));
            lines.add(result.records().member()[one.place()] ? "a member" : "not a member");
            lines.add("called a member by " + one.calledBy() + " of " + one.attacks() + " attacks");
            long as = Math.round(one.falseShare() * result.records().nonMembers());
            lines.add((as == 0 ? "no non-member" : as == 1 ? "one non-member" : InWords.count(as) + " non-members") + " of "
                    + InWords.count(result.records().nonMembers()) + (as > 1 ? " score as high" : " scores as high"));
            features.ifPresent(odd -> lines.addAll(odd.of(record, FEATURES)));
            cards.add(new Block.Card(Thumbnail.of(record, data.record()), "Record " + one.row(), lines));
        }
        return new Block.Cards(cards);
    }
}
