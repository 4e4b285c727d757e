package dev.opflow.matpower;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes networks as MATPOWER text, version 2: bus, gen, branch, gencost in this order, one row a line. Reading the text gives
 * the same network to the bit.
 */
public final class MatpowerWriter {
    private static final int LONGEST_FUNCTION_NAME = 63;

    private final Network network;
    private final @Nullable ResultColumns results;
    private final List<String> comments;
    private final MatrixText out;

    private MatpowerWriter(Network network, @Nullable ResultColumns results, List<String> comments) {
        this.network = network;
        this.comments = comments;
        this.results = results;
        out = new MatrixText(200 * (network.buses().size() + network.branches().size() + 10));
    }

    /**
     * The text of a case.
     *
     * @throws IllegalArgumentException for what MATPOWER's format can't hold: a line end in a name, costs of some
     *     generators (or DC lines) and not of others, or for extensions, of which only the names are known
     */
    public static byte[] write(Network network) {
        return write(network, List.of());
    }

    /**
     * The text of a case, that begins with comments.
     *
     * @param comments a line each
     * @throws IllegalArgumentException as without them
     */
    public static byte[] write(Network network, List<String> comments) {
        return new MatpowerWriter(network, null, comments).write();
    }

    /**
     * The text of a solved case, with MATPOWER's result columns.
     *
     * @throws IllegalArgumentException as without them
     */
    public static byte[] write(Network network, ResultColumns results) {
        return new MatpowerWriter(network, results, List.of()).write();
    }

    private byte[] write() {
        if (!network.extensions().isEmpty()) {
            throw new IllegalArgumentException("only the names of these fields are known: " + network.extensions());
        }
        out.line("function mpc = " + functionName(network.name()));
        for (String comment : comments) {
            out.line("%   " + oneLine(comment));
        }
        out.line("mpc.version = '2';");
        out.text("mpc.baseMVA = ").number(network.baseMva()).line(";");
        writeBuses();
        writeGenerators();
        writeBranches();
        writeGeneratorCosts();
        if (!network.dcLines().isEmpty()) {
            writeDcLines();
        }
        writeNames("bus_name", network.buses(), Bus::name);
        writeNames("gen_name", network.generators(), Generator::name);
        writeNames("gentype", network.generators(), Generator::type);
        writeNames("genfuel", network.generators(), Generator::fuel);
        writeNames("branch_name", network.branches(), Branch::name);
        if (results != null) {
            out.text("mpc.f = ").number(results.objective()).line(";");
            out.line("mpc.success = 1;");
        }
        return out.bytes();
    }

    /** The nearest name that MATLAB takes for a function's: letters, digits and underscores, a letter first, not too long. */
    static String functionName(String name) {
        StringBuilder valid = new StringBuilder();
        name.chars().forEach(c -> valid.append(c < 128 && (Character.isLetterOrDigit(c) || c == '_') ? (char) c : '_'));
        if (valid.isEmpty() || !Character.isLetter(valid.charAt(0))) {
            valid.insert(0, "case_");
        }
        return valid.substring(0, Math.min(valid.length(), LONGEST_FUNCTION_NAME));
    }

    private void writeBuses() {
        ResultColumns.@Nullable Prices prices = results == null ? null : results.prices();
        out.open(
                "bus",
                "bus_i type Pd Qd Gs Bs area Vm Va baseKV zone Vmax Vmin"
                        + (prices == null ? "" : " lam_P lam_Q mu_Vmax mu_Vmin"));
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            out.number(bus.number()).number(bus.type().code());
            out.number(bus.pdMw()).number(bus.qdMvar()).number(bus.gsMw()).number(bus.bsMvar());
            out.number(bus.area());
            out.number(results == null ? bus.vmPu() : results.vmPu()[i]);
            out.number(results == null ? bus.vaDegrees() : results.vaDegrees()[i]);
            out.number(bus.baseKv()).number(bus.zone()).number(bus.vmaxPu()).number(bus.vminPu());
            if (prices != null) {
                out.number(prices.lamP()[i]).number(prices.lamQ()[i]);
                out.number(prices.muVmax()[i]).number(prices.muVmin()[i]);
            }
            out.endRow();
        }
        out.close();
    }

    private void writeGenerators() {
        ResultColumns.@Nullable Prices prices = results == null ? null : results.prices();
        out.open(
                "gen",
                "bus Pg Qg Qmax Qmin Vg mBase status Pmax Pmin Pc1 Pc2 Qc1min Qc1max Qc2min Qc2max"
                        + " ramp_agc ramp_10 ramp_30 ramp_q apf"
                        + (prices == null ? "" : " mu_Pmax mu_Pmin mu_Qmax mu_Qmin"));
        int[] placeOfBus = results == null ? new int[0] : busPlaces();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator gen = network.generators().get(g);
            out.number(gen.bus());
            out.number(results == null ? gen.pgMw() : results.pgMw()[g]);
            out.number(results == null ? gen.qgMvar() : results.qgMvar()[g]);
            out.number(gen.qmaxMvar()).number(gen.qminMvar());
            out.number(results == null || !gen.inService() ? gen.vgPu() : results.vmPu()[placeOfBus[g]]);
            out.number(gen.mBaseMva())
                    .number(gen.inService() ? 1 : 0)
                    .number(gen.pmaxMw())
                    .number(gen.pminMw());
            Generator.CapabilityCurve curve = gen.capability();
            out.number(curve.pc1Mw()).number(curve.pc2Mw()).number(curve.qc1minMvar());
            out.number(curve.qc1maxMvar()).number(curve.qc2minMvar()).number(curve.qc2maxMvar());
            Generator.RampRates ramps = gen.ramps();
            out.number(ramps.agcMwPerMinute()).number(ramps.tenMinutesMw()).number(ramps.thirtyMinutesMw());
            out.number(ramps.reactiveMvarPerMinute()).number(ramps.participationFactor());
            if (prices != null) {
                out.number(prices.muPmax()[g]).number(prices.muPmin()[g]);
                out.number(prices.muQmax()[g]).number(prices.muQmin()[g]);
            }
            out.endRow();
        }
        out.close();
    }

    /** Per generator, the place of its bus. */
    private int[] busPlaces() {
        var index = network.busIndex();
        int[] places = new int[network.generators().size()];
        for (int g = 0; g < places.length; g++) {
            places[g] = index.at(network.generators().get(g).bus());
        }
        return places;
    }

    private void writeBranches() {
        ResultColumns.@Nullable Prices prices = results == null ? null : results.prices();
        out.open(
                "branch",
                "fbus tbus r x b rateA rateB rateC ratio angle status angmin angmax"
                        + (results == null ? "" : " Pf Qf Pt Qt")
                        + (prices == null ? "" : " mu_Sf mu_St mu_angmin mu_angmax"));
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            out.number(branch.fromBus()).number(branch.toBus());
            out.number(branch.rPu()).number(branch.xPu()).number(branch.bPu());
            out.number(branch.rateAMva()).number(branch.rateBMva()).number(branch.rateCMva());
            out.number(branch.ratio()).number(branch.shiftDegrees()).number(branch.inService() ? 1 : 0);
            out.number(branch.angminDegrees()).number(branch.angmaxDegrees());
            if (results != null) {
                out.number(results.pfMw()[l]).number(results.qfMvar()[l]);
                out.number(results.ptMw()[l]).number(results.qtMvar()[l]);
            }
            if (prices != null) {
                out.number(prices.muSf()[l]).number(prices.muSt()[l]);
                out.number(prices.muAngmin()[l]).number(prices.muAngmax()[l]);
            }
            out.endRow();
        }
        out.close();
    }

    private void writeGeneratorCosts() {
        List<@Nullable Cost> costs = new ArrayList<>(
                network.generators().stream().map(Generator::pCost).toList());
        List<@Nullable Cost> reactive =
                network.generators().stream().map(Generator::qCost).toList();
        if (!areMissing(reactive, "reactive costs")) {
            costs.addAll(reactive);
        }
        writeCosts("gencost", costs);
    }

    private void writeCosts(String field, List<@Nullable Cost> costs) {
        if (areMissing(costs, field)) {
            return;
        }
        int width = widest(costs);
        out.open(field, "model startup shutdown n data...");
        for (Cost cost : costs) {
            writeCost(cost, width);
        }
        out.close();
    }

    private static boolean areMissing(List<@Nullable Cost> costs, String what) {
        long missing = costs.stream().filter(Objects::isNull).count();
        if (missing > 0 && missing < costs.size()) {
            throw new IllegalArgumentException(what + " of " + missing + " are missing, of others not");
        }
        return missing == costs.size();
    }

    private static int widest(List<@Nullable Cost> costs) {
        int widest = 0;
        for (Cost cost : costs) {
            widest = Math.max(
                    widest,
                    switch (cost) {
                        case null -> 0;
                        case Cost.Polynomial polynomial ->
                            polynomial.coefficients().size();
                        case Cost.PiecewiseLinear piecewise ->
                            2 * piecewise.points().size();
                    });
        }
        return widest;
    }

    private void writeCost(@Nullable Cost cost, int width) {
        int written = 0;
        switch (cost) {
            case null -> throw new IllegalStateException("no cost to write");
            case Cost.Polynomial polynomial -> {
                out.number(2).number(cost.startup()).number(cost.shutdown());
                out.number(polynomial.coefficients().size());
                for (double coefficient : polynomial.coefficients()) {
                    out.number(coefficient);
                    written++;
                }
            }
            case Cost.PiecewiseLinear piecewise -> {
                out.number(1).number(cost.startup()).number(cost.shutdown());
                out.number(piecewise.points().size());
                for (Cost.Point point : piecewise.points()) {
                    out.number(point.power()).number(point.cost());
                    written += 2;
                }
            }
        }
        for (; written < width; written++) {
            out.number(0);
        }
        out.endRow();
    }

    private void writeDcLines() {
        ResultColumns.@Nullable DcLinePrices prices = results == null || results.prices() == null
                ? null
                : results.prices().dcLines();
        out.open(
                "dcline",
                "fbus tbus status Pf Pt Qf Qt Vf Vt Pmin Pmax QminF QmaxF QminT QmaxT loss0 loss1"
                        + (prices == null ? "" : " mu_Pmin mu_Pmax mu_QminF mu_QmaxF mu_QminT mu_QmaxT"));
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            out.number(line.fromBus()).number(line.toBus()).number(line.inService() ? 1 : 0);
            writeFlow(line, d);
            out.number(line.pminMw()).number(line.pmaxMw());
            out.number(line.qminfMvar()).number(line.qmaxfMvar()).number(line.qmintMvar());
            out.number(line.qmaxtMvar()).number(line.loss0Mw()).number(line.loss1());
            if (prices != null) {
                out.number(prices.muPmin()[d]).number(prices.muPmax()[d]);
                out.number(prices.muQminF()[d]).number(prices.muQmaxF()[d]);
                out.number(prices.muQminT()[d]).number(prices.muQmaxT()[d]);
            }
            out.endRow();
        }
        out.close();
        writeCosts("dclinecost", network.dcLines().stream().map(DcLine::cost).toList());
    }

    private void writeFlow(DcLine line, int d) {
        if (results == null) {
            out.number(line.pfMw()).number(line.ptMw()).number(line.qfMvar()).number(line.qtMvar());
            out.number(line.vfPu()).number(line.vtPu());
            return;
        }
        ResultColumns.DcLines flows = results.dcLines();
        out.number(flows.pfMw()[d])
                .number(flows.ptMw()[d])
                .number(flows.qfMvar()[d])
                .number(flows.qtMvar()[d]);
        BusIndex index = network.busIndex();
        out.number(line.inService() ? results.vmPu()[index.at(line.fromBus())] : line.vfPu());
        out.number(line.inService() ? results.vmPu()[index.at(line.toBus())] : line.vtPu());
    }

    private <T> void writeNames(String field, List<T> elements, Function<T, String> name) {
        if (elements.stream().allMatch(element -> name.apply(element).isEmpty())) {
            return;
        }
        out.line("mpc." + field + " = {");
        for (T element : elements) {
            out.line("\t'" + oneLine(name.apply(element)).replace("'", "''") + "';");
        }
        out.line("};");
    }

    private static String oneLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line end in a name: " + text);
        }
        return text;
    }
}
