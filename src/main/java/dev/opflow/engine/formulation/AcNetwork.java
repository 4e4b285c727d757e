package dev.opflow.engine.formulation;

import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import dev.opflow.sparse.BlockPattern;
import java.util.Arrays;
import java.util.List;

/**
 * What takes part in an optimal power flow, as arrays: connected buses, and the generators, branches and DC lines in service
 * there.
 *
 * @param network the case it was made from
 * @param model whose data these are; for {@code DCOPF} the network is a {@link DcCase}
 * @param buses the buses
 * @param generators the generators
 * @param branches the branches
 * @param dcLines the DC lines
 * @param graph the buses and the edges between them; parallel branches and DC lines share one
 */
public record AcNetwork(
        Network network,
        Model model,
        BusData buses,
        GeneratorData generators,
        BranchData branches,
        DcLineData dcLines,
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
     * @throws IllegalArgumentException for a case that the check would have refused
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
        DcLineData dcLines = dcLines(network, index, local);
        for (int d = 0; d < dcLines.count(); d++) {
            buses.pd()[dcLines.to()[d]] +=
                    network.dcLines().get(dcLines.place()[d]).loss0Mw() / network.baseMva();
        }
        BlockPattern graph = graph(busAt.length, branches, dcLines);
        return new AcNetwork(network, model, buses, generators, branches, dcLines, graph);
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
        double[][] columns = new double[7][n];
        for (int g = 0; g < n; g++) {
            Generator generator = network.generators().get(place[g]);
            columns[0][g] = generator.pminMw() / base;
            columns[1][g] = generator.pmaxMw() / base;
            columns[2][g] = generator.qminMvar() / base;
            columns[3][g] = generator.qmaxMvar() / base;
            columns[4][g] = generator.pgMw() / base;
            columns[5][g] = generator.qgMvar() / base;
            columns[6][g] = generator.hasConstantPowerFactor()
                    ? (generator.qminMvar() + generator.qmaxMvar()) / generator.pminMw()
                    : 0;
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
                columns[6]);
    }

    private static DcLineData dcLines(Network network, BusIndex index, int[] local) {
        int all = network.dcLines().size();
        int[] place = new int[all];
        int n = 0;
        for (int d = 0; d < all; d++) {
            DcLine line = network.dcLines().get(d);
            if (line.inService() && local[index.at(line.fromBus())] >= 0 && local[index.at(line.toBus())] >= 0) {
                place[n++] = d;
            }
        }
        double base = network.baseMva();
        double[][] columns = new double[10][n];
        int[] from = new int[n];
        int[] to = new int[n];
        for (int d = 0; d < n; d++) {
            DcLine line = network.dcLines().get(place[d]);
            from[d] = local[index.at(line.fromBus())];
            to[d] = local[index.at(line.toBus())];
            columns[0][d] = line.leastPfMw() / base;
            columns[1][d] = line.mostPfMw() / base;
            columns[2][d] = line.qminfMvar() / base;
            columns[3][d] = line.qmaxfMvar() / base;
            columns[4][d] = line.qmintMvar() / base;
            columns[5][d] = line.qmaxtMvar() / base;
            columns[6][d] = 1 - line.loss1();
            columns[7][d] = line.pfMw() / base;
            columns[8][d] = line.qfMvar() / base;
            columns[9][d] = line.qtMvar() / base;
        }
        return new DcLineData(
                Arrays.copyOf(place, n),
                from,
                to,
                new int[n],
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                columns[6],
                columns[7],
                columns[8],
                columns[9]);
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

    /** Gives each pair of connected buses one edge, from the lower index to the higher, and each line its edge. */
    private static BlockPattern graph(int nodes, BranchData branches, DcLineData dcLines) {
        int n = branches.count();
        long[] keyed = new long[n + dcLines.count()];
        for (int l = 0; l < n; l++) {
            branches.reversed()[l] = branches.from()[l] > branches.to()[l];
            keyed[l] = key(nodes, branches.from()[l], branches.to()[l]);
        }
        for (int d = 0; d < dcLines.count(); d++) {
            keyed[n + d] = key(nodes, dcLines.from()[d], dcLines.to()[d]);
        }
        long[] distinct = keyed.clone();
        Arrays.sort(distinct);
        int edges = 0;
        for (int k = 0; k < keyed.length; k++) {
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
        for (int k = 0; k < keyed.length; k++) {
            int edge = Arrays.binarySearch(distinct, 0, edges, keyed[k]);
            if (k < n) {
                branches.edge()[k] = edge;
            } else {
                dcLines.edge()[k - n] = edge;
            }
        }
        return new BlockPattern(nodes, from, to);
    }

    private static long key(int nodes, int from, int to) {
        return (long) Math.min(from, to) * nodes + Math.max(from, to);
    }
}
