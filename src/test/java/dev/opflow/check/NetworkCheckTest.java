package dev.opflow.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.NetworkDraft;
import dev.opflow.grid.TestNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each defect in a network that is else without any, with all that is said about it. */
class NetworkCheckTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    private static NetworkDraft two() {
        return TestNetworks.twoBus();
    }

    private static NetworkDraft three() {
        return TestNetworks.threeBus();
    }

    private static List<String> findings(NetworkDraft draft) {
        return NetworkCheck.findings(draft.build()).stream()
                .map(Finding::toString)
                .toList();
    }

    private static List<String> errors(NetworkDraft draft) {
        return findings(draft).stream()
                .filter(finding -> finding.startsWith("error"))
                .toList();
    }

    private static Cost polynomial(Double... coefficients) {
        return new Cost.Polynomial(0, 0, List.of(coefficients));
    }

    private static Cost piecewise(double... powersAndCosts) {
        List<Cost.Point> points = new java.util.ArrayList<>();
        for (int k = 0; k < powersAndCosts.length; k += 2) {
            points.add(new Cost.Point(powersAndCosts[k], powersAndCosts[k + 1]));
        }
        return new Cost.PiecewiseLinear(0, 0, points);
    }

    @Test
    void warnsOfARateThatIsNearlyNothing() {
        assertThat(findings(two().branch(0, l -> l.rateAMva = 5e-3)))
                .containsExactly(
                        "warning: branch 1 (1-2): rateA is 0.005 MVA, 5.0E-5 p.u. A flow may pass it by 1e-6 p.u. and"
                                + " be called right; set 0 for no limit, or take the branch out of service.");
        assertThat(findings(two().branch(0, l -> l.rateAMva = 2e-2))).isEmpty();
    }

    @Test
    void saysNothingAboutSoundNetworks() {
        assertThat(findings(two())).isEmpty();
        assertThat(findings(three())).isEmpty();
        assertThat(findings(TestNetworks.nineBus())).isEmpty();
    }

    @Test
    void saysNothingAboutWhatIsOutOfService() {
        assertThat(findings(three().addGenerator(20, g -> {
                            g.inService = false;
                            g.pminMw = NAN;
                            g.qminMvar = 1000;
                            g.pCost = null;
                        })
                        .addBranch(30, 30, l -> {
                            l.inService = false;
                            l.xPu = 0;
                            l.rPu = 0;
                        })
                        .addDcLine(10, 20, d -> {
                            d.inService = false;
                            d.pminMw = NAN;
                        })))
                .isEmpty();
    }

    @Test
    void saysNothingAboutLimitsThatAreInfinite() {
        assertThat(findings(two().generator(0, g -> {
                            g.qminMvar = -INF;
                            g.qmaxMvar = INF;
                        })
                        .branch(0, l -> {
                            l.angminDegrees = -INF;
                            l.angmaxDegrees = INF;
                        })))
                .isEmpty();
    }

    // the case as a whole

    @Test
    void findsABaseThatIsNone() {
        for (double base : new double[] {0, -100, NAN, INF}) {
            assertThat(findings(two().change(n -> n.baseMva = base)))
                    .contains("error: case: baseMVA is " + base + ". It must be a positive number; 100 is usual.");
        }
    }

    @Test
    void findsABaseInAnotherUnit() {
        assertThat(findings(two().change(n -> n.baseMva = 1e8)))
                .contains("warning: case: baseMVA is 1.0E8. 100 is usual; check its unit.");
    }

    @Test
    void findsThatThereAreNoBuses() {
        assertThat(findings(new NetworkDraft()))
                .containsExactly(
                        "error: case: the case has no buses. Add rows to bus.",
                        "error: case: no generator is in service at a bus that takes part."
                                + " Add rows to gen, or set their status to 1.");
    }

    @Test
    void findsThatEveryBusIsIsolated() {
        assertThat(findings(new NetworkDraft().addBus(1, b -> b.type = BusType.ISOLATED)))
                .containsExactly("error: case: no generator is in service at a bus that takes part."
                        + " Add rows to gen, or set their status to 1.");
    }

    @Test
    void findsThatNoGeneratorIsInService() {
        assertThat(findings(two().generator(0, g -> g.inService = false)))
                .containsExactly(
                        "error: case: no generator is in service at a bus that takes part."
                                + " Add rows to gen, or set their status to 1.",
                        "information: bus 1: it is of type 3 (reference), but no generator is in service there."
                                + " Its angle is kept all the same.");
    }

    @Test
    void findsThatNoBranchHasALimit() {
        assertThat(findings(two().branch(0, l -> l.rateAMva = 0)))
                .containsExactly("information: case: no branch has a limit: rateA is 0 in all of them."
                        + " Flows are free; set rateA to limit them.");
    }

    // sizes

    @Test
    void findsSizesThatNoArithmeticBears() {
        assertThat(errors(two().change(n -> n.baseMva = 1e-300)))
                .containsExactly("error: case: baseMVA is 1.0E-300, with which nothing can be computed."
                        + " It takes a size in MVA from 1.0E-6 to 1.0E9.");
        assertThat(errors(two().bus(1, b -> {
                    b.pdMw = -1e300;
                    b.vmaxPu = 1e300;
                    b.vmPu = 1e5;
                })))
                .containsExactly(
                        "error: bus 2: Pd is -1.0E300, with which nothing can be computed."
                                + " It takes a size in MW or MVAr up to 1.0E12.",
                        "error: bus 2: Vm is 100000.0, with which nothing can be computed."
                                + " It takes a size in p.u. up to 10000.0.",
                        "error: bus 2: Vmax is 1.0E300, with which nothing can be computed."
                                + " It takes a size in p.u. up to 10000.0.");
        assertThat(errors(two().generator(0, g -> {
                    g.pmaxMw = 1e300;
                    g.pCost = polynomial(1e200, 0.0);
                })))
                .containsExactly(
                        "error: generator 1 (bus 1): Pmax is 1.0E300, with which nothing can be computed."
                                + " It takes a size in MW or MVAr up to 1.0E12.",
                        "error: generator 1 (bus 1): a coefficient of its active cost is 1.0E200, with which nothing"
                                + " can be computed. It takes a size in $/h up to 1.0E20.");
    }

    @Test
    void findsSizesOfBranchesThatNoArithmeticBears() {
        assertThat(errors(two().branch(0, l -> {
                    l.rPu = 0;
                    l.xPu = 1e-170;
                    l.bPu = 1e160;
                    l.ratio = 1e-200;
                    l.rateAMva = 1e-310;
                })))
                .containsExactly(
                        "error: branch 1 (1-2): b is 1.0E160, with which nothing can be computed."
                                + " It takes a size in p.u. up to 1.0E9.",
                        "error: branch 1 (1-2): its impedance is 1.0E-170, with which nothing can be computed."
                                + " It takes a size in p.u. from 1.0E-12 to 1.0E9.",
                        "error: branch 1 (1-2): ratio is 1.0E-200, with which nothing can be computed."
                                + " It takes a size from 0.001 to 1000.0.",
                        "error: branch 1 (1-2): rateA is 1.0E-310, with which nothing can be computed."
                                + " It takes a size in MVA from 1.0E-9 to 1.0E10.");
        assertThat(errors(two().branch(0, l -> l.xPu = 1e170)))
                .containsExactly("error: branch 1 (1-2): x is 1.0E170, with which nothing can be computed."
                        + " It takes a size in p.u. up to 1.0E9.");
        assertThat(errors(two().branch(0, l -> l.rateAMva = 1e160)))
                .as("no limit at all")
                .isEmpty();
    }

    @Test
    void takesSizesThatAreOddButBorne() {
        assertThat(errors(two().change(n -> n.baseMva = 1e-5)
                        .bus(1, b -> b.vmaxPu = 253)
                        .generator(0, g -> {
                            g.pmaxMw = 1e10;
                            g.qmaxMvar = INF;
                        })
                        .branch(0, l -> {
                            l.rPu = 0;
                            l.xPu = 1e-9;
                            l.ratio = 115;
                        })))
                .isEmpty();
    }

    // buses

    @Test
    void findsDuplicateBuses() {
        assertThat(findings(three().addBus(20, b -> {})))
                .containsExactly("error: bus 20: its number is also that of row 2 of bus."
                        + " Give every bus a number of its own.");
    }

    @Test
    void findsBusNumbersThatAreNotPositive() {
        assertThat(findings(two().bus(0, b -> b.number = 0)
                        .generator(0, g -> g.bus = 0)
                        .branch(0, l -> l.fromBus = 0)))
                .containsExactly("error: bus 0: its number is 0. Bus numbers are positive.");
    }

    @Test
    void findsDataOfBusesThatAreNotFinite() {
        assertThat(findings(two().bus(1, b -> {
                    b.pdMw = NAN;
                    b.qdMvar = INF;
                    b.gsMw = NAN;
                    b.bsMvar = -INF;
                    b.vaDegrees = NAN;
                    b.vminPu = NAN;
                })))
                .contains(
                        "error: bus 2: Pd is NaN. Give it a finite value.",
                        "error: bus 2: Qd is Infinity. Give it a finite value.",
                        "error: bus 2: Gs is NaN. Give it a finite value.",
                        "error: bus 2: Bs is -Infinity. Give it a finite value.",
                        "error: bus 2: Va is NaN. Give it a finite value.",
                        "error: bus 2: Vmin is NaN. Give it a value.");
        assertThat(findings(two().bus(1, b -> b.vmPu = NAN)))
                .contains("error: bus 2: Vm is NaN. Give it a finite value.");
    }

    @Test
    void findsCrossedVoltageLimits() {
        assertThat(findings(two().bus(1, b -> b.vminPu = 1.2)))
                .containsExactly("error: bus 2: Vmin = 1.2 is above Vmax = 1.1. Exchange or correct them.");
    }

    @Test
    void findsVoltageLimitsBelowZero() {
        assertThat(findings(two().bus(1, b -> b.vminPu = -0.9)))
                .containsExactly("error: bus 2: Vmin is -0.9. It must not be negative, in p.u.");
        assertThat(findings(two().bus(1, b -> {
                    b.vminPu = -1;
                    b.vmaxPu = 0;
                })))
                .containsExactly("error: bus 2: Vmax is 0.0. It must be positive, in p.u.");
    }

    @Test
    void findsVoltageLimitsThatAreUnusual() {
        assertThat(findings(two().bus(1, b -> b.vminPu = 0)))
                .containsExactly("warning: bus 2: its voltage limits are 0.0 to 1.1 p.u."
                        + " Usual are 0.9 to 1.1; check that they are in per unit.");
        assertThat(findings(two().bus(1, b -> b.vmaxPu = 253)))
                .containsExactly("warning: bus 2: its voltage limits are 0.9 to 253.0 p.u."
                        + " Usual are 0.9 to 1.1; check that they are in per unit.");
    }

    @Test
    void findsBadStartingVoltages() {
        for (double vm : new double[] {0, -1, 230}) {
            assertThat(findings(two().bus(1, b -> b.vmPu = vm)))
                    .containsExactly("information: bus 2: its voltage in the file is " + vm
                            + " p.u. It is a bad starting point; use another initialization, or correct it.");
        }
    }

    @Test
    void findsHugeShunts() {
        assertThat(findings(two().bus(1, b -> b.bsMvar = 1e6)))
                .containsExactly("warning: bus 2: its shunt is 0.0 MW, 1000000.0 MVAr at 1 p.u."
                        + " Check that Gs and Bs are in MW and MVAr.");
    }

    @Test
    void findsNegativeLoads() {
        assertThat(findings(two().bus(1, b -> b.pdMw = -5)))
                .containsExactly("information: bus 2: its load is -5.0 MW, so it generates."
                        + " It can't be dispatched; make it a generator if it should be.");
    }

    @Test
    void findsBasesOfVoltageThatAreNone() {
        assertThat(findings(two().bus(1, b -> b.baseKv = 0)))
                .containsExactly("information: bus 2: baseKV is 0.0. It is not used; correct it.");
    }

    @Test
    void findsLoadsOfIsolatedBuses() {
        assertThat(findings(two().addBus(3, b -> {
                    b.type = BusType.ISOLATED;
                    b.pdMw = 5;
                })))
                .containsExactly(
                        "warning: bus 3: it is isolated (type 4), so its load of 5.0 MW, 0.0 MVAr is not served."
                                + " Make it type 1 and connect it, or remove the load.");
    }

    @Test
    void saysNothingAboutIsolatedBusesWithoutLoad() {
        assertThat(findings(two().addBus(3, b -> {
                    b.type = BusType.ISOLATED;
                    b.vminPu = NAN;
                })))
                .isEmpty();
    }

    @Test
    void findsVoltagesOfIsolatedBusesThatAreNoNumbers() {
        assertThat(findings(two().addBus(3, b -> {
                    b.type = BusType.ISOLATED;
                    b.vmPu = NAN;
                    b.vaDegrees = INF;
                })))
                .containsExactly("information: bus 3: it is isolated (type 4) and keeps its voltage of NaN p.u. at"
                        + " Infinity degrees, which is no number. Give it one, as 0.");
    }

    @Test
    void findsTypesOfBusesThatAskForAGenerator() {
        assertThat(findings(two().bus(1, b -> b.type = BusType.PV)))
                .containsExactly("information: bus 2: it is of type 2 (PV), but no generator is in service there."
                        + " It is treated as type 1.");
    }

    // generators

    @Test
    void findsGeneratorsAtUnknownBuses() {
        for (int bus : new int[] {7, 0, -3}) {
            assertThat(findings(two().addGenerator(bus, g -> g.inService = false)))
                    .containsExactly("error: generator 2 (bus " + bus + "): there is no bus " + bus
                            + ". Add the bus or correct it.");
        }
    }

    @Test
    void findsGeneratorsAtIsolatedBuses() {
        assertThat(findings(two().addBus(3, b -> b.type = BusType.ISOLATED).addGenerator(3, g -> {})))
                .containsExactly(
                        "warning: generator 2 (bus 3): it is in service at an isolated bus (type 4) and takes no"
                                + " part. Take it out of service or connect the bus.");
    }

    @Test
    void findsCrossedLimitsOfGenerators() {
        assertThat(findings(two().generator(0, g -> {
                    g.pminMw = 300;
                    g.qminMvar = 101;
                })))
                .startsWith(
                        "error: generator 1 (bus 1): Pmin = 300.0 is above Pmax = 200.0. Exchange or correct them.",
                        "error: generator 1 (bus 1): Qmin = 101.0 is above Qmax = 100.0. Exchange or correct them.");
        assertThat(findings(two().generator(0, g -> {
                    g.qminMvar = INF;
                    g.qmaxMvar = INF;
                })))
                .containsExactly("error: generator 1 (bus 1): Qmin = Infinity and Qmax = Infinity leave no value."
                        + " Correct them.");
    }

    @Test
    void findsDataOfGeneratorsThatAreNotFinite() {
        assertThat(findings(two().generator(0, g -> {
                    g.pgMw = NAN;
                    g.qgMvar = INF;
                    g.pmaxMw = NAN;
                    g.qmaxMvar = NAN;
                })))
                .containsExactly(
                        "error: generator 1 (bus 1): Pmax is NaN. Give it a value.",
                        "error: generator 1 (bus 1): Qmax is NaN. Give it a value.",
                        "error: generator 1 (bus 1): Pg is NaN. Give it a finite value.",
                        "error: generator 1 (bus 1): Qg is Infinity. Give it a finite value.");
    }

    @Test
    void findsActivePowerWithoutLimits() {
        assertThat(findings(two().generator(0, g -> {
                    g.pminMw = -INF;
                    g.pmaxMw = INF;
                })))
                .containsExactly(
                        "warning: generator 1 (bus 1): its active power is limited to -Infinity to Infinity MW."
                                + " Give it finite limits.");
    }

    @Test
    void findsDispatchableLoadsWithoutAPowerFactor() {
        assertThat(findings(two().addGenerator(2, g -> {
                    g.pminMw = -10;
                    g.pmaxMw = 0;
                })))
                .containsExactly(
                        "warning: generator 2 (bus 2): Pmin < 0 = Pmax makes it a dispatchable load, but with both"
                                + " Qmin and Qmax it has no one power factor. It is treated as a generator, where"
                                + " MATPOWER stops; set one of them to 0.");
    }

    @Test
    void findsDispatchableLoadsWhoseOutputHasAnotherPowerFactor() {
        for (double qg : new double[] {-2.5, -2.5 + 0.9e-4}) {
            assertThat(findings(two().addGenerator(2, load(-10, -5, -5, qg)))).isEmpty();
        }
        assertThat(findings(two().addGenerator(2, load(-10, -5, -5, -2.5 + 1.1e-4))))
                .hasSize(1);
        assertThat(findings(two().addGenerator(2, load(-10, -5, -5, 0))))
                .containsExactly(
                        "warning: generator 2 (bus 2): Qg = 0.0 does not have the power factor of the load, by which it"
                                + " is -2.5 MVAr. MATPOWER stops; correct Pg and Qg, or Pmin and the limit of Q.");
    }

    /** A dispatchable load with Qmax = 0. */
    private static java.util.function.Consumer<NetworkDraft.GeneratorDraft> load(
            double pmin, double qmin, double pg, double qg) {
        return g -> {
            g.pminMw = pmin;
            g.pmaxMw = 0;
            g.qminMvar = qmin;
            g.qmaxMvar = 0;
            g.pgMw = pg;
            g.qgMvar = qg;
        };
    }

    @Test
    void findsCapabilityCurvesAtOnePower() {
        assertThat(findings(
                        two().generator(0, g -> g.capability = new Generator.CapabilityCurve(50, 50, -9, 9, -8, 8))))
                .containsExactly(
                        "warning: generator 1 (bus 1): Pc1 and Pc2 are both 50.0, so its capability curve is none."
                                + " Its Q limits are Qmin and Qmax; give Pc1 < Pc2, or set Pc1 to Qc2max to 0.");
    }

    @Test
    void findsCapabilityCurvesThatWiden() {
        assertThat(findings(
                        two().generator(0, g -> g.capability = new Generator.CapabilityCurve(0, 50, -9, 9, -10, 8))))
                .containsExactly("error: generator 1 (bus 1): its capability curve widens from -9.0 to 9.0 MVAr at Pc1"
                        + " to -10.0 to 8.0 at Pc2. It must not, as in MATPOWER; exchange or correct them.");
    }

    @Test
    void findsCapabilityCurvesThatCross() {
        assertThat(findings(two().generator(
                                0, g -> g.capability = new Generator.CapabilityCurve(200, 100, 50, -50, 60, NAN))))
                .containsExactly(
                        "error: generator 1 (bus 1): Pc1 = 200.0 is above Pc2 = 100.0. Exchange or correct them.",
                        "error: generator 1 (bus 1): Qc1min = 50.0 is above Qc1max = -50.0. Exchange or correct them.",
                        "error: generator 1 (bus 1): Qc2max is NaN. Give it a value.");
    }

    @Test
    void findsSetPointsOutsideTheLimitsOfTheirBus() {
        for (double vg : new double[] {1.2, 0.8, NAN}) {
            assertThat(findings(two().generator(0, g -> g.vgPu = vg)))
                    .containsExactly("information: generator 1 (bus 1): its voltage set-point is " + vg
                            + " p.u., outside its bus's limits of 0.9 to 1.1. It is not used unless an option"
                            + " fixes it.");
        }
    }

    @Test
    void findsSetPointsThatDifferAtABus() {
        assertThat(findings(two().addGenerator(1, g -> g.vgPu = 1.05)))
                .containsExactly(
                        "information: generator 2 (bus 1): its voltage set-point is 1.05 p.u., that of generator 1"
                                + " at the same bus 1.0. They are not used unless an option fixes them.");
    }

    // costs

    @Test
    void findsMissingCosts() {
        assertThat(findings(three().generator(0, g -> g.pCost = null).generator(1, g -> g.pCost = null)))
                .containsExactly("error: case: the generators have no costs."
                        + " Give gencost a row for each generator; a cost of zero is one too.");
        assertThat(findings(three().generator(0, g -> g.pCost = null)))
                .containsExactly("error: case: 1 of 2 generators have no cost."
                        + " Give gencost a row for each generator; a cost of zero is one too.");
    }

    @Test
    void findsThatAllCostsAreZero() {
        assertThat(findings(three().generator(0, g -> g.pCost = polynomial(0.0, 0.0))
                        .generator(1, g -> g.pCost = piecewise(0, 0, 200, 0))))
                .containsExactly("information: case: all costs are zero."
                        + " Any feasible point is optimal; give costs to get the cheapest.");
    }

    @Test
    void findsCostsWithoutCoefficients() {
        assertThat(findings(three().generator(0, g -> g.pCost = polynomial())))
                .containsExactly("information: generator 1 (bus 10): its active cost has no coefficients, so it costs"
                        + " nothing. Check it.");
    }

    @Test
    void findsCostsThatAreNotFinite() {
        assertThat(findings(two().generator(0, g -> {
                    g.pCost = polynomial(NAN, 1.0);
                    g.qCost = piecewise(-100, INF, 100, 0);
                })))
                .startsWith(
                        "error: generator 1 (bus 1): a coefficient of its active cost is NaN. Give it a finite value.",
                        "error: generator 1 (bus 1): a point of its reactive cost is Infinity. Give it a finite"
                                + " value.");
    }

    @Test
    void findsPolynomialCostsThatBendDown() {
        assertThat(findings(two().generator(0, g -> g.pCost = polynomial(-0.01, 20.0, 0.0))))
                .containsExactly("warning: generator 1 (bus 1): its active cost bends down, as at 0.0."
                        + " A solution may be only locally optimal.");
        assertThat(findings(two().generator(0, g -> g.pCost = polynomial(-1.0, 300.0, 20.0, 0.0))))
                .as("its second derivative, 600 - 6 p, is negative beyond 100 MW")
                .containsExactly("warning: generator 1 (bus 1): its active cost bends down, as at 106.25."
                        + " A solution may be only locally optimal.");
        assertThat(findings(two().generator(0, g -> g.pCost = polynomial(-1.0, 1000.0, 20.0, 0.0))))
                .as("it bends down beyond 333 MW, out of reach")
                .isEmpty();
    }

    @Test
    void findsPiecewiseLinearCostsThatBendDown() {
        assertThat(findings(two().generator(0, g -> g.pCost = piecewise(0, 0, 100, 3000, 200, 4000))))
                .containsExactly("warning: generator 1 (bus 1): the slope of its active cost falls from 30.0 to 10.0."
                        + " A solution may be only locally optimal.");
        assertThat(findings(two().generator(0, g -> g.qCost = piecewise(-100, 50, 0, 0, 100, 50))))
                .isEmpty();
    }

    @Test
    void findsPointsOutOfOrder() {
        assertThat(findings(two().generator(0, g -> g.pCost = piecewise(0, 0, 100, 3000, 100, 4000))))
                .containsExactly(
                        "error: generator 1 (bus 1): point 3 of its active cost is at 100.0, not beyond the point"
                                + " before at 100.0. Order the points by strictly increasing power.");
    }

    @Test
    void findsPointsThatDoNotReachTheLimits() {
        assertThat(findings(two().generator(0, g -> g.pCost = piecewise(10, 0, 100, 3000))))
                .containsExactly(
                        "information: generator 1 (bus 1): the points of its active cost reach from 10.0 to 100.0,"
                                + " its limits from 0.0 to 200.0. The first and the last segment are continued.");
    }

    // branches

    @Test
    void findsBranchesAtUnknownBuses() {
        assertThat(findings(two().addBranch(2, 7, l -> {}).addBranch(-1, 8, l -> {})))
                .containsExactly(
                        "error: branch 2 (2-7): there is no bus 7. Add the bus or correct it.",
                        "error: branch 3 (-1-8): there is no bus -1. Add the bus or correct it.",
                        "error: branch 3 (-1-8): there is no bus 8. Add the bus or correct it.");
    }

    @Test
    void findsLoops() {
        assertThat(findings(two().addBranch(2, 2, l -> {})))
                .containsExactly("error: branch 2 (2-2): both its ends are at bus 2. Correct one or remove it.");
    }

    @Test
    void findsBranchesAtIsolatedBuses() {
        assertThat(findings(two().addBus(3, b -> b.type = BusType.ISOLATED).addBranch(2, 3, l -> {})))
                .containsExactly(
                        "warning: branch 2 (2-3): it is in service at an isolated bus (type 4) and takes no part."
                                + " Take it out of service or make the bus type 1.");
    }

    @Test
    void findsLinesBetweenDifferentVoltages() {
        assertThat(findings(two().bus(1, b -> b.baseKv = 115)))
                .containsExactly("information: branch 1 (1-2): it has no tap ratio, yet joins 230.0 kV and 115.0 kV."
                        + " If it is a transformer, set its ratio (1 for nominal).");
        assertThat(findings(two().bus(1, b -> b.baseKv = 115).branch(0, l -> l.ratio = 1)))
                .isEmpty();
    }

    @Test
    void findsImpedancesThatAreZeroOrTiny() {
        assertThat(findings(two().branch(0, l -> {
                    l.rPu = 0;
                    l.xPu = -0.0;
                })))
                .containsExactly(
                        "error: branch 1 (1-2): r and x are both 0. Give it an impedance, or merge its buses.");
        assertThat(findings(two().branch(0, l -> {
                    l.rPu = 0;
                    l.xPu = 1e-9;
                })))
                .containsExactly("warning: branch 1 (1-2): its impedance is 1.0E-9 p.u."
                        + " So small a value makes equations inexact; merge its buses, or set x to 1e-5 or more.");
    }

    @Test
    void findsImpedancesThatAreInOhms() {
        assertThat(findings(two().branch(0, l -> {
                    l.rPu = 30;
                    l.xPu = 400;
                    l.rateAMva = 100;
                })))
                .containsExactly("information: branch 1 (1-2): its impedance is " + Math.hypot(30, 400)
                        + " p.u. Check that r and x are in per unit, not in ohms.");
    }

    @Test
    void findsNegativeImpedances() {
        assertThat(findings(two().branch(0, l -> {
                    l.rPu = -0.01;
                    l.xPu = -0.1;
                })))
                .containsExactly(
                        "information: branch 1 (1-2): r is -0.01 p.u. Check its sign.",
                        "information: branch 1 (1-2): x is -0.1 p.u. Right for a series capacitor or a three-winding"
                                + " transformer; else check its sign.");
    }

    @Test
    void findsDataOfBranchesThatAreNotFinite() {
        assertThat(findings(two().branch(0, l -> {
                    l.rPu = NAN;
                    l.xPu = INF;
                    l.bPu = NAN;
                    l.ratio = NAN;
                    l.shiftDegrees = INF;
                    l.rateAMva = NAN;
                    l.angminDegrees = NAN;
                    l.angmaxDegrees = NAN;
                })))
                .contains(
                        "error: branch 1 (1-2): r is NaN. Give it a finite value.",
                        "error: branch 1 (1-2): x is Infinity. Give it a finite value.",
                        "error: branch 1 (1-2): b is NaN. Give it a finite value.",
                        "error: branch 1 (1-2): ratio is NaN. Give it a finite value.",
                        "error: branch 1 (1-2): angle is Infinity. Give it a finite value.",
                        "error: branch 1 (1-2): rateA is NaN. Give it a value.",
                        "error: branch 1 (1-2): angmin is NaN. Give it a value.",
                        "error: branch 1 (1-2): angmax is NaN. Give it a value.");
    }

    @Test
    void findsUnusualTapRatios() {
        for (double ratio : new double[] {-1, 0.1, 115}) {
            assertThat(findings(two().branch(0, l -> l.ratio = ratio)))
                    .containsExactly("warning: branch 1 (1-2): its tap ratio is " + ratio
                            + ". It is near 1 as a rule, or 0 for a line.");
        }
    }

    @Test
    void findsNegativeRates() {
        assertThat(findings(two().addBranch(1, 2, l -> l.rateAMva = -100)))
                .containsExactly("error: branch 2 (1-2): rateA is -100.0 MVA. It must be positive, or 0 for none.");
    }

    @Test
    void findsInvertedAngleLimits() {
        assertThat(findings(two().branch(0, l -> {
                    l.angminDegrees = 30;
                    l.angmaxDegrees = -30;
                })))
                .containsExactly(
                        "error: branch 1 (1-2): angmin = 30.0 is above angmax = -30.0. Exchange or correct them.");
    }

    @Test
    void findsAngleLimitsThatForceAFlow() {
        assertThat(findings(two().branch(0, l -> {
                    l.angminDegrees = 5;
                    l.angmaxDegrees = 30;
                })))
                .containsExactly(
                        "warning: branch 1 (1-2): its angle limits, 5.0 to 30.0 degrees, leave out 0 and force a"
                                + " flow. Check their signs.");
    }

    @Test
    void findsAngleLimitsThatMayBeInRadians() {
        assertThat(findings(two().branch(0, l -> {
                    l.angminDegrees = -0.5236;
                    l.angmaxDegrees = 0.5236;
                })))
                .containsExactly("information: branch 1 (1-2): its angle limits are -0.5236 to 0.5236 degrees."
                        + " Check that they are in degrees, not in radians.");
        assertThat(findings(two().branch(0, l -> {
                    l.angminDegrees = 0;
                    l.angmaxDegrees = 0;
                })))
                .as("both 0 means no limit")
                .isEmpty();
    }

    // DC lines

    @Test
    void findsWhatIsWrongWithDcLines() {
        assertThat(findings(two().addDcLine(1, 9, d -> {}).addDcLine(1, 1, d -> {})))
                .containsExactly(
                        "error: DC line 1 (1-9): there is no bus 9. Add the bus or correct it.",
                        "error: DC line 2 (1-1): both its ends are at bus 1. Correct one or remove it.");
        assertThat(findings(two().addDcLine(1, 2, d -> {
                    d.pfMw = NAN;
                    d.pminMw = 60;
                    d.qminfMvar = 21;
                    d.qmaxtMvar = NAN;
                    d.loss0Mw = INF;
                })))
                .containsExactly(
                        "error: DC line 1 (1-2): Pf is NaN. Give it a finite value.",
                        "error: DC line 1 (1-2): Pmin = 60.0 is above Pmax = 50.0. Exchange or correct them.",
                        "error: DC line 1 (1-2): QminF = 21.0 is above QmaxF = 20.0. Exchange or correct them.",
                        "error: DC line 1 (1-2): QmaxT is NaN. Give it a value.",
                        "error: DC line 1 (1-2): loss0 is Infinity. Give it a finite value.");
    }

    @Test
    void findsDcLinesAtIsolatedBuses() {
        assertThat(findings(two().addBus(3, b -> b.type = BusType.ISOLATED).addDcLine(1, 3, d -> {})))
                .containsExactly(
                        "warning: DC line 1 (1-3): it is in service at an isolated bus (type 4) and takes no part."
                                + " Take it out of service or make the bus type 1.");
    }

    @Test
    void findsUnusualLossesAndCostsOfDcLines() {
        assertThat(findings(two().addDcLine(1, 2, d -> {
                    d.loss1 = 1.5;
                    d.cost = polynomial(-1.0, 0.0, 0.0);
                })))
                .containsExactly(
                        "warning: DC line 1 (1-2): its losses are 0.0 MW plus 1.5 of its flow."
                                + " Neither is negative as a rule, and the second is below 1.",
                        "warning: DC line 1 (1-2): its cost bends down, as at 0.0. A solution may be only locally"
                                + " optimal.");
    }

    // islands

    @Test
    void findsThatThereIsNoReference() {
        assertThat(findings(two().bus(0, b -> b.type = BusType.PV)))
                .containsExactly("warning: bus 1: the network has no reference bus (type 3)."
                        + " The angle of the bus of its first generator is kept at that of the case.");
    }

    @Test
    void findsSeveralReferences() {
        assertThat(findings(three().bus(1, b -> b.type = BusType.REF)))
                .containsExactly("warning: bus 10: the network has 2 reference buses (type 3)."
                        + " All their angles are kept, which forces flows between them; one is usual.");
    }

    @Test
    void findsIslands() {
        assertThat(findings(TestNetworks.twoIslands()))
                .containsExactly("information: case: the network has 2 islands. Each is solved by itself.");
        assertThat(findings(TestNetworks.twoIslands().bus(2, b -> b.type = BusType.PV)))
                .containsExactly(
                        "warning: bus 3: its island of 2 buses has no reference bus (type 3)."
                                + " The angle of the bus of its first generator is kept at that of the case.",
                        "information: case: the network has 2 islands. Each is solved by itself.");
    }

    @Test
    void findsIslandsWithoutGeneration() {
        assertThat(findings(TestNetworks.twoIslands().generator(1, g -> g.inService = false)))
                .containsExactly(
                        "error: bus 3: its island of 2 buses has no generator in service, yet bus 4 has a load or a"
                                + " shunt. Connect it, add a generator, or make its buses isolated (type 4).",
                        "information: bus 3: it is of type 3 (reference), but no generator is in service there."
                                + " Its angle is kept all the same.",
                        "information: case: the network has 2 islands. Each is solved by itself.");
        assertThat(findings(two().addBus(3, b -> {})))
                .containsExactly(
                        "warning: bus 3: its island of 1 bus has no generator in service."
                                + " Make its buses isolated (type 4) or connect it.",
                        "information: case: the network has 2 islands. Each is solved by itself.");
    }

    @Test
    void findsAnythingInAnIslandThatNeedsASource() {
        String advice = " Connect it, add a generator, or make its buses isolated (type 4).";
        String needs = "error: bus 3: its island of 2 buses has no generator in service, yet ";
        NetworkDraft netted =
                two().addBus(3, b -> b.pdMw = 5).addBus(4, b -> b.pdMw = -5).addBranch(3, 4, l -> {});
        assertThat(errors(netted)).containsExactly(needs + "bus 3 has a load or a shunt." + advice);
        for (java.util.function.Consumer<NetworkDraft.BusDraft> change :
                List.<java.util.function.Consumer<NetworkDraft.BusDraft>>of(
                        b -> b.qdMvar = 1, b -> b.gsMw = 1, b -> b.bsMvar = -1, b -> b.pdMw = -1)) {
            assertThat(errors(two().addBus(3, b -> {}).addBus(4, change).addBranch(3, 4, l -> {})))
                    .containsExactly(needs + "bus 4 has a load or a shunt." + advice);
        }
        assertThat(errors(two().addBus(3, b -> {}).addBus(4, b -> {}).addBranch(3, 4, l -> l.bPu = 0.1)))
                .containsExactly(needs + "branch 2 (3-4) has charging (b)." + advice);
        assertThat(errors(two().addBus(3, b -> {})
                        .addBus(4, b -> {})
                        .addBranch(3, 4, l -> {})
                        .addBranch(3, 4, l -> {
                            l.bPu = 0.1;
                            l.inService = false;
                        })))
                .isEmpty();
    }

    @Test
    void countsADcLineAsASourceOfItsIslands() {
        assertThat(findings(TestNetworks.twoIslands()
                        .generator(1, g -> g.inService = false)
                        .bus(2, b -> b.type = BusType.PQ)
                        .addDcLine(1, 3, d -> {})))
                .containsExactly(
                        "warning: bus 3: its island of 2 buses has no reference bus (type 3)."
                                + " The angle of the bus of its first generator is kept at that of the case.",
                        "information: case: the network has 2 islands. Each is solved by itself.");
    }

    @Test
    void findsTooLittleCapacity() {
        assertThat(findings(two().bus(1, b -> b.pdMw = 250)))
                .containsExactly(
                        "warning: bus 1: in the network all Pmax add up to 200.000 MW, below the load of 250.000"
                                + " MW. Unless shunts feed it, no solution exists: raise Pmax or lower the load.");
        assertThat(findings(TestNetworks.twoIslands().bus(3, b -> b.pdMw = 250)))
                .contains("warning: bus 3: in its island of 2 buses all Pmax add up to 200.000 MW, below the load of"
                        + " 250.000 MW. Unless shunts feed it, no solution exists: raise Pmax or lower the load.");
    }

    @Test
    void findsTooMuchGeneration() {
        assertThat(findings(two().generator(0, g -> g.pminMw = 100)))
                .containsExactly(
                        "warning: bus 1: in the network all Pmin add up to 100.000 MW, above the load of 50.0000 MW."
                                + " Unless losses take it, no solution exists: lower Pmin or take generators out of"
                                + " service.");
    }

    // all findings

    @Test
    void listsErrorsFirstThenWarningsThenTheRest() {
        Network network = three().bus(0, b -> b.baseKv = 0)
                .bus(1, b -> b.vminPu = 0)
                .bus(2, b -> b.pdMw = NAN)
                .branch(0, l -> l.xPu = 0)
                .branch(0, l -> l.rPu = 0)
                .build();
        List<Finding> findings = NetworkCheck.findings(network);
        assertThat(findings)
                .extracting(Finding::severity)
                .isSorted()
                .startsWith(Finding.Severity.ERROR, Finding.Severity.ERROR, Finding.Severity.WARNING);
        assertThat(NetworkCheck.findings(network)).isEqualTo(findings);
    }

    @Test
    void countsTheRestOfManyFindingsOfAKind() {
        NetworkDraft draft = two();
        for (int i = 3; i <= 62; i++) {
            draft.addBus(i, b -> b.vminPu = 0).addBranch(2, i, l -> {}).addBranch(i, 1000 + i, l -> {});
        }
        List<String> findings = findings(draft);
        assertThat(findings).hasSize(51 + 4);
        assertThat(findings.get(50))
                .isEqualTo("error: case: 10 more findings of this kind (unknown-bus). There are 60 in all.");
        assertThat(NetworkCheck.findings(draft.build()).stream()
                        .filter(finding -> finding.code().equals("unknown-bus"))
                        .mapToInt(Finding::count)
                        .sum())
                .as("the last counts for all that it stands for")
                .isEqualTo(60);
        assertThat(findings.get(54))
                .isEqualTo("warning: case: 57 more findings of this kind (voltage-limit). There are 60 in all.");
    }

    @Test
    void showsAnErrorAlsoAfterManyWarningsOfTheSameKind() {
        NetworkDraft draft = two();
        for (int i = 3; i <= 9; i++) {
            double vmin = i == 9 ? -1 : 0;
            draft.addBus(i, b -> b.vminPu = vmin).addBranch(2, i, l -> {});
        }
        assertThat(findings(draft))
                .startsWith("error: bus 9: Vmin is -1.0. It must not be negative, in p.u.")
                .hasSize(5);
    }

    @Test
    void namesElementsAsTheUserDoes() {
        assertThat(findings(two().bus(1, b -> {
                    b.name = "South ";
                    b.pdMw = NAN;
                })))
                .containsExactly("error: bus 2 \"South\": Pd is NaN. Give it a finite value.");
    }
}
