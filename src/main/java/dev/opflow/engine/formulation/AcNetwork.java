package dev.opflow.engine.formulation;

import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import dev.opflow.sparse.BlockPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes part in an optimal power flow, as arrays: connected buses, and the generators and branches in service there.
 *
 * @param network the case it was made from
 * @param model whose data these are; for {@code DCOPF} the network is a {@link DcCase}
 * @param buses the buses
 * @param generators the generators
 * @param branches the branches
 * @param graph the buses and the edges between them; parallel branches share one
 */
public record AcNetwork(
        Network network,
        Model model,
        BusData buses,
        GeneratorData generators,
        BranchData branches,
        BlockPattern graph) {

    /** Gathers what takes part in an AC power flow. */
    public static AcNetwork of(Network network) {
        return of(network, Model.POWER_BALANCE_POLAR);
    }

    /**
     * Gathers what takes part.
     *
     * @param given the case
     * @param model the formulation that it is for
     * @throws IllegalArgumentException for a case that the check would have refused, or a cost that is not polynomial
     */
    public static AcNetwork of(Network given, Model model) {
        Network network = model == Model.DCOPF ? DcCase.of(given) : given;
        int[] busAt = participants(network);
        BusData buses = buses(network, Islands.of(network), busAt);
        BusIndex index = network.busIndex();
        int[] local = new int[network.buses().size()];
        Arrays.fill(local, -1);
        for (int i = 0; i < busAt.length; i++) {
            local[busAt[i]] = i;
        }
        GeneratorData generators = generators(network, index, local);
        BranchData branches = branches(network, index, local);
        BlockPattern graph = graph(busAt.length, branches);
        return new AcNetwork(network, model, buses, generators, branches, graph);
    }

    /** Power base, MVA. */
    public double baseMva() {
        return network.baseMva();
    }

    /** Tells islands apart: by bus, the index of one and the same bus of its island. Computed on each call. */
    public int[] islands() {
        Islands islands = Islands.of(network);
        int[] local = new int[islands.buses()];
        for (int i = 0; i < buses.count(); i++) {
            local[buses.place()[i]] = i;
        }
        int[] island = new int[buses.count()];
        Arrays.setAll(island, i -> local[islands.of(buses.place()[i])]);
        return island;
    }

    private static int[] participants(Network network) {
        List<Bus> all = network.buses();
        int[] places = new int[all.size()];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (all.get(i).type() != BusType.ISOLATED) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static BusData buses(Network network, Islands islands, int[] place) {
        int n = place.length;
        double base = network.baseMva();
        BusData data = new BusData(
                place,
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new boolean[n]);
        for (int i = 0; i < n; i++) {
            Bus bus = network.buses().get(place[i]);
            data.pd()[i] = bus.pdMw() / base;
            data.qd()[i] = bus.qdMvar() / base;
            data.gs()[i] = bus.gsMw() / base;
            data.bs()[i] = bus.bsMvar() / base;
            data.vmin()[i] = bus.vminPu();
            data.vmax()[i] = bus.vmaxPu();
            data.vm()[i] = bus.vmPu();
            data.va()[i] = Math.toRadians(bus.vaDegrees());
            int reference = islands.referenceOf(place[i]);
            data.vaOfReference()[i] =
                    Math.toRadians(network.buses().get(reference).vaDegrees());
            data.reference()[i] = islands.isReference(place[i]);
        }
        return data;
    }

    private static GeneratorData generators(Network network, BusIndex index, int[] local) {
        int all = network.generators().size();
        int[] place = new int[all];
        int[] at = new int[all];
        int n = 0;
        for (int g = 0; g < all; g++) {
            Generator generator = network.generators().get(g);
            int bus = generator.inService() ? local[index.at(generator.bus())] : -1;
            if (bus >= 0) {
                place[n] = g;
                at[n++] = bus;
            }
        }
        double base = network.baseMva();
        double[][] columns = new double[6][n];
        List<@Nullable Cost> pCosts = new ArrayList<>(n);
        List<@Nullable Cost> qCosts = new ArrayList<>(n);
        for (int g = 0; g < n; g++) {
            Generator generator = network.generators().get(place[g]);
            columns[0][g] = generator.pminMw() / base;
            columns[1][g] = generator.pmaxMw() / base;
            columns[2][g] = generator.qminMvar() / base;
            columns[3][g] = generator.qmaxMvar() / base;
            columns[4][g] = generator.pgMw() / base;
            columns[5][g] = generator.qgMvar() / base;
            pCosts.add(generator.pCost());
            qCosts.add(generator.qCost());
        }
        return new GeneratorData(
                Arrays.copyOf(place, n),
                Arrays.copyOf(at, n),
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                new CostCurves(pCosts, base),
                new CostCurves(qCosts, base));
    }

    private static BranchData branches(Network network, BusIndex index, int[] local) {
        int all = network.branches().size();
        int[] place = new int[all];
        int[] from = new int[all];
        int[] to = new int[all];
        int n = 0;
        for (int l = 0; l < all; l++) {
            Branch branch = network.branches().get(l);
            if (!branch.inService()) {
                continue;
            }
            from[n] = local[index.at(branch.fromBus())];
            to[n] = local[index.at(branch.toBus())];
            if (from[n] >= 0 && to[n] >= 0) {
                place[n++] = l;
            }
        }
        int flows = BranchData.FLOWS * n;
        BranchData data = new BranchData(
                Arrays.copyOf(place, n),
                Arrays.copyOf(from, n),
                Arrays.copyOf(to, n),
                new double[flows],
                new double[flows],
                new double[flows],
                new double[n],
                new double[n],
                new double[n],
                new int[n],
                new boolean[n]);
        for (int l = 0; l < n; l++) {
            Branch branch = network.branches().get(place[l]);
            data.setAdmittance(l, branch);
            data.rate()[l] = branch.hasRateA() ? branch.rateAMva() / network.baseMva() : Double.POSITIVE_INFINITY;
            data.angmin()[l] = branch.hasAngmin() ? Math.toRadians(branch.angminDegrees()) : Double.NEGATIVE_INFINITY;
            data.angmax()[l] = branch.hasAngmax() ? Math.toRadians(branch.angmaxDegrees()) : Double.POSITIVE_INFINITY;
        }
        return data;
    }

    /** Gives each pair of connected buses one edge, from the lower index to the higher, and each branch its edge. */
    private static BlockPattern graph(int nodes, BranchData branches) {
        int n = branches.count();
        long[] keyed = new long[n];
        for (int l = 0; l < n; l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            branches.reversed()[l] = f > t;
            keyed[l] = (long) Math.min(f, t) * nodes + Math.max(f, t);
        }
        long[] distinct = keyed.clone();
        Arrays.sort(distinct);
        int edges = 0;
        for (int k = 0; k < n; k++) {
            if (k == 0 || distinct[k] != distinct[k - 1]) {
                distinct[edges++] = distinct[k];
            }
        }
        int[] from = new int[edges];
        int[] to = new int[edges];
        for (int e = 0; e < edges; e++) {
            from[e] = (int) (distinct[e] / nodes);
            to[e] = (int) (distinct[e] % nodes);
        }
        for (int l = 0; l < n; l++) {
            branches.edge()[l] = Arrays.binarySearch(distinct, 0, edges, keyed[l]);
        }
        return new BlockPattern(nodes, from, to);
    }
}
