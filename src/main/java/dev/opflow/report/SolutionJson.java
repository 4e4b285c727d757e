package dev.opflow.report;

import static dev.opflow.report.JsonFields.number;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.BusPower;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a result that only a solution has: totals, and one flat object for each bus, generator, branch and DC line. */
final class SolutionJson {
    /** The fields it writes. */
    static final List<String> PARTS = List.of("totals", "buses", "generators", "branches", "dcLines");

    private final JsonGenerator json;
    private final Network network;
    private final Solution solution;
    private final BranchFlows flows;
    private final @Nullable Multipliers prices;

    /** Whether there is no reactive power. */
    private final boolean dc;

    SolutionJson(JsonGenerator json, Network network, Outcome.Solved solved, boolean dc) {
        this.json = json;
        this.network = network;
        this.dc = dc;
        solution = solved.solution();
        flows = solved.verification().flows();
        prices = solution.multipliers();
    }

    void write() throws IOException {
        writeTotals();
        writeBuses();
        writeGenerators();
        writeBranches();
        writeDcLines();
    }

    private void writeTotals() throws IOException {
        double loadMw = 0;
        double loadMvar = 0;
        double shuntMw = 0;
        double shuntMvar = 0;
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (bus.type() != BusType.ISOLATED) {
                double square = solution.vmPu()[i] * solution.vmPu()[i];
                loadMw += bus.pdMw();
                loadMvar += bus.qdMvar();
                shuntMw += bus.gsMw() * square;
                shuntMvar -= bus.bsMvar() * square;
            }
        }
        json.writeObjectFieldStart("totals");
        number(json, "generationMw", sum(solution.pgMw()));
        number(json, "generationMvar", dc ? Double.NaN : sum(solution.qgMvar()));
        number(json, "loadMw", loadMw);
        number(json, "loadMvar", dc ? Double.NaN : loadMvar);
        total("loadloss", solution.loadloss());
        total("imbalance", solution.imbalance());
        number(json, "shuntMw", shuntMw);
        number(json, "shuntMvar", dc ? Double.NaN : shuntMvar);
        number(json, "branchLossesMw", sum(flows.pfMw()) + sum(flows.ptMw()));
        number(json, "branchLossesMvar", dc ? Double.NaN : sum(flows.qfMvar()) + sum(flows.qtMvar()));
        DcLineFlows lines = solution.dcLines();
        number(json, "dcLineLossesMw", sum(lines.pfMw()) - sum(lines.ptMw()));
        number(json, "dcLineLossesMvar", dc ? Double.NaN : -sum(lines.qfMvar()) - sum(lines.qtMvar()));
        json.writeEndObject();
    }

    private void total(String field, @Nullable BusPower power) throws IOException {
        number(json, field + "Mw", power == null ? Double.NaN : sum(power.mw()));
        number(json, field + "Mvar", power == null ? Double.NaN : sum(power.mvar()));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private void writeBuses() throws IOException {
        json.writeArrayFieldStart("buses");
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            json.writeStartObject();
            json.writeNumberField("bus", bus.number());
            JsonFields.text(json, "name", bus.name());
            json.writeStringField("type", bus.type().name());
            number(json, "vmPu", solution.vmPu()[i]);
            number(json, "vaDegrees", solution.vaDegrees()[i]);
            number(json, "pdMw", bus.pdMw());
            number(json, "qdMvar", bus.qdMvar());
            power("loadloss", solution.loadloss(), i);
            power("imbalance", solution.imbalance(), i);
            price("lamP", prices == null ? null : prices.lamP(), i);
            price("lamQ", prices == null ? null : prices.lamQ(), i);
            price("muVmax", prices == null ? null : prices.muVmax(), i);
            price("muVmin", prices == null ? null : prices.muVmin(), i);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void power(String field, @Nullable BusPower power, int at) throws IOException {
        number(json, field + "Mw", power == null ? Double.NaN : power.mw()[at]);
        number(json, field + "Mvar", power == null ? Double.NaN : power.mvar()[at]);
    }

    private void price(String field, double @Nullable [] values, int at) throws IOException {
        number(json, field, values == null ? Double.NaN : values[at]);
    }

    private void writeGenerators() throws IOException {
        List<Generator> generators = network.generators();
        json.writeArrayFieldStart("generators");
        for (int g = 0; g < generators.size(); g++) {
            Generator generator = generators.get(g);
            json.writeStartObject();
            json.writeNumberField("generator", g + 1);
            JsonFields.text(json, "name", generator.name());
            json.writeNumberField("bus", generator.bus());
            json.writeBooleanField("inService", generator.inService());
            number(json, "pgMw", solution.pgMw()[g]);
            number(json, "qgMvar", solution.qgMvar()[g]);
            price("muPmax", prices == null ? null : prices.muPmax(), g);
            price("muPmin", prices == null ? null : prices.muPmin(), g);
            price("muQmax", prices == null ? null : prices.muQmax(), g);
            price("muQmin", prices == null ? null : prices.muQmin(), g);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeBranches() throws IOException {
        List<Branch> branches = network.branches();
        json.writeArrayFieldStart("branches");
        for (int l = 0; l < branches.size(); l++) {
            Branch branch = branches.get(l);
            json.writeStartObject();
            json.writeNumberField("branch", l + 1);
            JsonFields.text(json, "name", branch.name());
            json.writeNumberField("fromBus", branch.fromBus());
            json.writeNumberField("toBus", branch.toBus());
            json.writeBooleanField("inService", branch.inService());
            number(json, "pfMw", flows.pfMw()[l]);
            number(json, "qfMvar", flows.qfMvar()[l]);
            number(json, "ptMw", flows.ptMw()[l]);
            number(json, "qtMvar", flows.qtMvar()[l]);
            number(json, "rateAMva", branch.hasRateA() ? branch.rateAMva() : Double.NaN);
            price("muSf", prices == null ? null : prices.muSf(), l);
            price("muSt", prices == null ? null : prices.muSt(), l);
            price("muAngmin", prices == null ? null : prices.muAngmin(), l);
            price("muAngmax", prices == null ? null : prices.muAngmax(), l);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDcLines() throws IOException {
        DcLineFlows lines = solution.dcLines();
        DcLinePrices mu = prices == null ? null : prices.dcLines();
        json.writeArrayFieldStart("dcLines");
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            json.writeStartObject();
            json.writeNumberField("dcLine", d + 1);
            json.writeNumberField("fromBus", line.fromBus());
            json.writeNumberField("toBus", line.toBus());
            json.writeBooleanField("inService", line.inService());
            number(json, "pfMw", lines.pfMw()[d]);
            number(json, "ptMw", lines.ptMw()[d]);
            number(json, "qfMvar", lines.qfMvar()[d]);
            number(json, "qtMvar", lines.qtMvar()[d]);
            price("muPmin", mu == null ? null : mu.muPmin(), d);
            price("muPmax", mu == null ? null : mu.muPmax(), d);
            price("muQminF", mu == null ? null : mu.muQminF(), d);
            price("muQmaxF", mu == null ? null : mu.muQmaxF(), d);
            price("muQminT", mu == null ? null : mu.muQminT(), d);
            price("muQmaxT", mu == null ? null : mu.muQmaxT(), d);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
