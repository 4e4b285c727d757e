package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeQueueTest {

    @Test
    void givesOneOfTheLeastKeyWhateverChangedBefore() {
        Random random = new Random(1);
        long[] key = new long[50];
        NodeQueue queue = new NodeQueue(key.length);
        for (int i = 0; i < key.length; i++) {
            key[i] = random.nextInt(20);
            queue.add(i, key[i]);
        }
        for (int taken = 0; taken < key.length; taken++) {
            for (int change = 0; change < 10; change++) {
                int i = random.nextInt(key.length);
                if (key[i] < Long.MAX_VALUE) {
                    key[i] = random.nextInt(20);
                    queue.update(i, key[i]);
                }
            }
            int node = queue.takeLeast();
            for (long other : key) {
                assertThat(key[node]).isLessThanOrEqualTo(other);
            }
            // gone
            key[node] = Long.MAX_VALUE;
        }
    }
}
