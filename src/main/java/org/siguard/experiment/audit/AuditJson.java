package org.siguard.experiment.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.siguard.attack.metric.AttackFigures;
import org.siguard.attack.metric.Estimate;
import org.siguard.attack.metric.FormulaVersions;
import org.siguard.attack.metric.Slice;
import org.siguard.base.JsonObject;

/** Audits as JSON, for programs: everything but the scores of single records, which are in tables of their own. */
public final class AuditJson {
    private static final String FORMAT = "siguard-audit";
    private static final int VERSION = 2;

    private AuditJson() {
    }

    public static ObjectNode of(List<AuditResult> results) {
        ObjectNode json = JsonObject.create().put("format", FORMAT).put("version", VERSION);
        ObjectNode formulas = json.putObject("formulas");
        FormulaVersions.CURRENT.versions().forEach(formulas::put);
        ArrayNode audits = json.putArray("audits");
        results.forEach(result -> audits.add(of(result)));
        return json;
    }

    private static ObjectNode of(AuditResult result) {
        ObjectNode json = JsonObject.create().put("sample", result.audit().sampleName()).put("references", result.audit().references())
                .put("thorough", result.audit().thorough()).put("seed", result.audit().seed())
                .put("members", result.records().members()).put("nonMembers", result.records().nonMembers());
        ArrayNode attacks = json.putArray("attacks");
        result.audit().attacks().forEach(family -> attacks.add(family.label()));
        ArrayNode without = json.putArray("without");
        result.audit().without().forEach(without::add);
        result.references().ifPresent(models -> json.putObject("referenceModels").put("models", models.models())
                .put("leastRecords", models.least()).put("mostRecords", models.most()).put("targetRecords", models.target())
                .put("heldOut", models.heldOut()));
        json.set("gap", of(result.gap()));
        ArrayNode channels = json.putArray("channels");
        result.channels().forEach(finding -> channels.add(of(finding)));
        return json;
    }

    private static ObjectNode of(AuditResult.Finding finding) {
        ObjectNode json = JsonObject.create().put("released", finding.channel()).put("guarded", finding.guarded());
        ObjectNode strongest = json.putObject("strongest").put("attack", finding.strongest().attack())
                .put("inverted", finding.strongest().inverted()).put("compared", finding.strongest().compared())
                .put("uncorrected", finding.strongest().uncorrected()).put("floored", finding.strongest().floored());
        strongest.set("corrected", of(finding.strongest().corrected()));
        json.set("utility", of(finding.utility()));
        if (finding.guarded()) {
            json.put("roundsAQuery", finding.rounds()).put("bytesAQuery", finding.bytes());
        }
        ArrayNode attacks = json.putArray("attacks");
        finding.attacks().forEach(attack -> attacks.add(of(attack)));
        ArrayNode slices = json.putArray("slices");
        finding.slices().forEach(slice -> slices.add(of(slice)));
        ArrayNode exposed = json.putArray("mostExposed");
        finding.exposed().forEach(each -> exposed.addObject().put("row", each.row()).put("label", each.label()).put("score", each.score())
                .put("falseShare", each.falseShare()).put("calledBy", each.calledBy()).put("attacks", each.attacks()));
        ArrayNode comparisons = json.putArray("comparisons");
        finding.comparisons().forEach(each -> comparisons.addObject().put("against", each.against())
                .put("difference", each.accuracy().value()).put("p", each.accuracy().p())
                .put("significant", each.accuracy().significant()));
        return json;
    }

    private static ObjectNode of(AuditResult.Utility utility) {
        ObjectNode json = JsonObject.create().put("labelKept", utility.labelKept()).put("orderKept", utility.orderKept())
                .put("distortion", utility.distortion()).put("calibrationError", utility.calibration())
                .put("unchanged", utility.unchanged());
        json.set("top1", of(utility.top1()));
        return json;
    }

    private static ObjectNode of(AuditResult.Attacked attack) {
        AttackFigures figures = attack.figures();
        ObjectNode json = JsonObject.create().put("attack", figures.attack()).put("explanation", attack.explanation())
                .put("takes", attack.needs().inWords()).put("targetQueries", attack.cost().targetQueries())
                .put("ownQueries", attack.cost().ownQueries()).put("models", attack.cost().models()).put("members", figures.members())
                .put("nonMembers", figures.nonMembers()).put("inverted", figures.inverted());
        attack.carriedOver().ifPresent(channel -> json.put("carriedOverFrom", channel));
        json.set("accuracy", of(figures.accuracy()));
        json.set("advantage", of(figures.advantage()));
        json.set("area", of(figures.area()));
        json.put("bestPossibleAccuracy", figures.bestPossibleAccuracy());
        ArrayNode low = json.putArray("truePositives");
        figures.truePositives().forEach(rate -> {
            ObjectNode entry = low.addObject().put("label", rate.label()).put("falsePositiveRate", 1.0 / rate.target().oneIn());
            rate.rate().ifPresent(value -> entry.set("rate", of(value)));
        });
        return json;
    }

    private static ObjectNode of(Slice slice) {
        ObjectNode json =
                JsonObject.create().put("slice", slice.name()).put("members", slice.members()).put("nonMembers", slice.nonMembers());
        slice.accuracy().ifPresent(accuracy -> json.set("accuracy", of(accuracy)));
        return json;
    }

    private static ObjectNode of(Estimate estimate) {
        return JsonObject.create().put("value", estimate.value()).put("low", estimate.low()).put("high", estimate.high());
    }
}
