package dev.opflow.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.UnknownOptionException;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.S3ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the product together from its configuration. */
class OpflowProducer {

    @Produces
    @Singleton
    OpflowRunner runner(OpflowConfig config) {
        SolveOptions defaults;
        try {
            defaults = SolveOption.apply(SolveOptions.DEFAULT, config.options());
        } catch (UnknownOptionException e) {
            throw new IllegalStateException("The configuration (opflow.*) is wrong: " + e.getMessage(), e);
        }
        OpflowConfig.Limits limits = config.limits();
        return new OpflowRunner(
                Engines.preferred(config.exago().home()),
                defaults,
                new ReaderLimits(limits.bytes(), limits.unpackedBytes(), limits.rows(), limits.rowBytes()),
                config.verify().tolerance());
    }

    @Produces
    @Singleton
    UploadSolver solver(OpflowConfig config, S3Client client, OpflowRunner runner, ObjectMapper json) {
        S3ObjectStore store = new S3ObjectStore(client);
        ResultPlace place = new ResultPlace(
                config.results().bucket(), config.results().prefix().orElse(""));
        return new UploadSolver(store, place, new ResultShelf(store, place, json), runner);
    }

    @Produces
    @Singleton
    InvocationTime time(OpflowConfig config) {
        return new InvocationTime(config.invocationTime(), config.margin());
    }
}
