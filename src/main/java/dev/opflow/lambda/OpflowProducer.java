package dev.opflow.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.ObjectStore;
import dev.opflow.storage.S3ObjectStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.OptionalInt;
import org.crac.Core;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the product together from its configuration. */
class OpflowProducer {

    /** What is wrong with the configuration shows at the start, not with the first case. */
    void start(@Observes StartupEvent event, Config config, OpflowSettings settings, Preparation preparation) {
        preparation.begin(
                config.getOptionalValue("AWS_LAMBDA_INITIALIZATION_TYPE", String.class)
                        .orElse(""),
                hooks -> Core.getGlobalContext().register(hooks));
    }

    @Produces
    @Singleton
    OpflowSettings settings(Config config) {
        return OpflowSettings.of(config);
    }

    @Produces
    @Singleton
    OpflowRunner runner(OpflowSettings settings) {
        return new OpflowRunner(
                Engines.preferred(settings.exagoHome()),
                settings.defaults(),
                settings.limits(),
                settings.verificationTolerance());
    }

    @Produces
    @Singleton
    RunMetrics metrics(OpflowSettings settings, ObjectMapper json) {
        return new RunMetrics(settings.metricsNamespace(), System.out, Clock.systemUTC(), json);
    }

    @Produces
    @Singleton
    S3ObjectStore store(S3Client client) {
        return new S3ObjectStore(client);
    }

    @Produces
    @Singleton
    Preparation preparation(OpflowSettings settings, S3Client client, S3ObjectStore store, OpflowRunner runner) {
        ResultPlace results = settings.results();
        return new Preparation(
                client::serviceClientConfiguration, () -> store.connect(results.bucket(), results.nothing()), runner);
    }

    @Produces
    @Singleton
    UploadSolver solver(
            OpflowSettings settings, ObjectStore store, OpflowRunner runner, ObjectMapper json, RunMetrics metrics) {
        ResultShelf shelf = new ResultShelf(store, settings.results(), json);
        String memory = System.getenv(Tariff.MEMORY_VARIABLE);
        Tariff tariff = new Tariff(
                memory == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(memory)),
                settings.pricePerGbSecond());
        return new UploadSolver(store, settings.results(), shelf, runner, tariff, metrics::log);
    }

    @Produces
    @Singleton
    ProcessEnd processEnd(OpflowRunner runner) {
        return new ProcessEnd(runner);
    }

    @Produces
    @Singleton
    InvocationTime time(OpflowSettings settings) {
        return settings.time();
    }
}
