package dev.opflow.report.page;

/**
 * Prices of active power at some buses, $/MWh.
 *
 * @param least the lowest
 * @param average by load; by bus where there is none
 * @param most the highest
 * @param loadMw the load there
 */
record PriceRange(double least, double average, double most, double loadMw) {
    static PriceRange of(SolvedCase solved, int[] buses) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double cost = 0;
        double load = 0;
        for (int i : buses) {
            double price = solved.lamP(i);
            double pd = Math.max(0, solved.network().buses().get(i).pdMw());
            least = Math.min(least, price);
            most = Math.max(most, price);
            sum += price;
            cost += price * pd;
            load += pd;
        }
        return new PriceRange(least, load > 0 ? cost / load : sum / buses.length, most, load);
    }
}
