package dev.opflow.report.page;

/**
 * Prices of active power at some buses, $/MWh.
 *
 * @param least the lowest
 * @param average by load, feeding ones apart; by bus where there is none
 * @param most the highest
 * @param loadMw the load there, less what negative loads feed
 */
record PriceRange(double least, double average, double most, double loadMw) {
    static PriceRange of(SolvedCase solved, int[] buses) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double cost = 0;
        double taken = 0;
        double load = 0;
        for (int i : buses) {
            double price = solved.lamP(i);
            double pd = solved.network().buses().get(i).pdMw();
            least = Math.min(least, price);
            most = Math.max(most, price);
            sum += price;
            cost += price * Math.max(0, pd);
            taken += Math.max(0, pd);
            load += pd;
        }
        return new PriceRange(least, taken > 0 ? cost / taken : sum / buses.length, most, load);
    }
}
