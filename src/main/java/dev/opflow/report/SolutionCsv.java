package dev.opflow.report;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.BusPower;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The solution as tables for spreadsheets and data frames: a row for each row of the case's matrices, in their order, with its
 * limits. Units are in the names of columns; docs/results.md describes each.
 */
public final class SolutionCsv {
    private final Network network;
    private final Solution solution;
    private final BranchFlows flows;
    private final @Nullable Multipliers prices;
    private final Participants participants;

    /** Whether there is no reactive power. */
    private final boolean dc;

    /** Tables of a solution of a network, maybe as a DC power flow. */
    public SolutionCsv(Network network, Outcome.Solved solved, boolean dc) {
        this.network = network;
        this.dc = dc;
        participants = Participants.of(network);
        solution = solved.solution();
        flows = solved.verification().flows();
        prices = solution.multipliers();
    }

    /** {@code buses.csv}, UTF-8. */
    public byte[] buses() {
        BusPower loadloss = solution.loadloss();
        BusPower imbalance = solution.imbalance();
        CsvTable table = new CsvTable(
                "row bus name type area zone base_kv pd_mw qd_mvar gs_mw bs_mvar vmin_pu vmax_pu vm_pu va_degrees"
                        + " loadloss_mw loadloss_mvar imbalance_mw imbalance_mvar lam_p_usd_per_mwh lam_q_usd_per_mvarh"
                        + " mu_vmax_usd_per_h_per_pu mu_vmin_usd_per_h_per_pu",
                network.buses().size());
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            table.number(i + 1).number(bus.number()).text(bus.name());
            table.text(bus.type().name()).number(bus.area()).number(bus.zone()).number(bus.baseKv());
            table.number(bus.pdMw()).number(bus.qdMvar()).number(bus.gsMw()).number(bus.bsMvar());
            table.number(bus.vminPu()).number(bus.vmaxPu());
            table.number(solution.vmPu(), i).number(solution.vaDegrees(), i);
            table.number(loadloss == null ? null : loadloss.mw(), i);
            table.number(loadloss == null ? null : loadloss.mvar(), i);
            table.number(imbalance == null ? null : imbalance.mw(), i);
            table.number(imbalance == null ? null : imbalance.mvar(), i);
            table.number(prices == null ? null : prices.lamP(), i);
            table.number(prices == null ? null : prices.lamQ(), i);
            table.number(prices == null ? null : prices.muVmax(), i);
            table.number(prices == null ? null : prices.muVmin(), i);
            table.endRow();
        }
        return table.bytes();
    }

    /** {@code generators.csv}, UTF-8. */
    public byte[] generators() {
        List<Generator> generators = network.generators();
        CsvTable table = new CsvTable(
                "row bus name type fuel in_service pmin_mw pmax_mw pg_mw loading_percent qmin_mvar qmax_mvar qg_mvar"
                        + " cost_usd_per_h mu_pmax_usd_per_mwh mu_pmin_usd_per_mwh mu_qmax_usd_per_mvarh"
                        + " mu_qmin_usd_per_mvarh",
                generators.size());
        for (int g = 0; g < generators.size(); g++) {
            Generator generator = generators.get(g);
            double pgMw = solution.pgMw()[g];
            double rated = generator.isDispatchableLoad() ? generator.pminMw() : generator.pmaxMw();
            table.number(g + 1).number(generator.bus()).text(generator.name());
            table.text(generator.type()).text(generator.fuel()).truth(generator.inService());
            table.number(generator.pminMw()).number(generator.pmaxMw()).number(pgMw);
            table.number(100 * pgMw / rated);
            table.number(generator.qminMvar()).number(generator.qmaxMvar()).number(solution.qgMvar(), g);
            double cost = dc ? generator.costAt(pgMw) : generator.costAt(pgMw, solution.qgMvar()[g]);
            table.number(participants.has(generator) ? cost : 0);
            table.number(prices == null ? null : prices.muPmax(), g);
            table.number(prices == null ? null : prices.muPmin(), g);
            table.number(prices == null ? null : prices.muQmax(), g);
            table.number(prices == null ? null : prices.muQmin(), g);
            table.endRow();
        }
        return table.bytes();
    }

    /** {@code branches.csv}, UTF-8. */
    public byte[] branches() {
        BusIndex index = network.busIndex();
        CsvTable table = new CsvTable(
                "row from_bus to_bus name in_service pf_mw qf_mvar pt_mw qt_mvar loss_mw sf_mva st_mva rate_a_mva"
                        + " loading_percent angmin_degrees angmax_degrees angle_degrees mu_sf_usd_per_mvah"
                        + " mu_st_usd_per_mvah mu_angmin_usd_per_h_per_degree mu_angmax_usd_per_h_per_degree",
                network.branches().size());
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            double rate = branch.hasRateA() ? branch.rateAMva() : Double.NaN;
            table.number(l + 1).number(branch.fromBus()).number(branch.toBus()).text(branch.name());
            table.truth(branch.inService());
            table.number(flows.pfMw(), l).number(flows.qfMvar(), l);
            table.number(flows.ptMw(), l).number(flows.qtMvar(), l).number(flows.pfMw()[l] + flows.ptMw()[l]);
            table.number(flows.sfMva(l)).number(flows.stMva(l)).number(rate).number(100 * flows.largestMva(l) / rate);
            table.number(branch.hasAngmin() ? branch.angminDegrees() : Double.NaN);
            table.number(branch.hasAngmax() ? branch.angmaxDegrees() : Double.NaN);
            table.number(
                    solution.vaDegrees()[index.at(branch.fromBus())] - solution.vaDegrees()[index.at(branch.toBus())]);
            table.number(prices == null ? null : prices.muSf(), l);
            table.number(prices == null ? null : prices.muSt(), l);
            table.number(prices == null ? null : prices.muAngmin(), l);
            table.number(prices == null ? null : prices.muAngmax(), l);
            table.endRow();
        }
        return table.bytes();
    }

    /** {@code dclines.csv}, UTF-8. */
    public byte[] dcLines() {
        DcLineFlows lines = solution.dcLines();
        DcLinePrices mu = prices == null ? null : prices.dcLines();
        CsvTable table = new CsvTable(
                "row from_bus to_bus in_service pmin_mw pmax_mw pf_mw pt_mw loss_mw loading_percent qminf_mvar"
                        + " qmaxf_mvar qf_mvar qmint_mvar qmaxt_mvar qt_mvar cost_usd_per_h mu_pmin_usd_per_mwh"
                        + " mu_pmax_usd_per_mwh mu_qminf_usd_per_mvarh mu_qmaxf_usd_per_mvarh mu_qmint_usd_per_mvarh"
                        + " mu_qmaxt_usd_per_mvarh",
                network.dcLines().size());
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            double pf = lines.pfMw()[d];
            double rated = pf < 0 ? line.leastPfMw() : line.mostPfMw();
            table.number(d + 1).number(line.fromBus()).number(line.toBus()).truth(line.inService());
            table.number(line.pminMw()).number(line.pmaxMw());
            table.number(pf).number(lines.ptMw(), d).number(pf - lines.ptMw()[d]);
            table.number(100 * pf / rated);
            table.number(line.qminfMvar()).number(line.qmaxfMvar()).number(lines.qfMvar(), d);
            table.number(line.qmintMvar()).number(line.qmaxtMvar()).number(lines.qtMvar(), d);
            table.number(
                    line.cost() != null && participants.has(line) ? line.cost().at(pf) : 0);
            table.number(mu == null ? null : mu.muPmin(), d);
            table.number(mu == null ? null : mu.muPmax(), d);
            table.number(mu == null ? null : mu.muQminF(), d);
            table.number(mu == null ? null : mu.muQmaxF(), d);
            table.number(mu == null ? null : mu.muQminT(), d);
            table.number(mu == null ? null : mu.muQmaxT(), d);
            table.endRow();
        }
        return table.bytes();
    }
}
