package dev.opflow.report.page;

import dev.opflow.report.Printable;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page's template with its style and its script, read once. */
final class Templates {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");
    private static final Template PAGE = parse(resource("report.html"));

    private Templates() {}

    /** Qute escapes only in templates of a media type that its escaper is for, and a text of its own has none. */
    static Template parse(String text) {
        Engine engine = Engine.builder()
                .addSectionHelper(new LoopSectionHelper.Factory())
                .addSectionHelper(new IfSectionHelper.Factory())
                .addValueResolvers(
                        ValueResolvers.mapperResolver(),
                        ValueResolvers.mapResolver(),
                        ValueResolvers.mapEntryResolver())
                .addResultMapper(new VisibleText(List.of(Variant.TEXT_HTML)))
                .build();
        return engine.parse(text, Variant.forContentType(Variant.TEXT_HTML));
    }

    /**
     * The page as UTF-8 text.
     *
     * @param data what the template asks for, besides style and script
     */
    static byte[] page(Map<String, Object> data) {
        StringBuilder page = new StringBuilder(1 << 16);
        TemplateInstance instance = PAGE.instance();
        data.forEach(instance::data);
        instance.data("style", new RawString(STYLE))
                .data("script", new RawString(SCRIPT))
                .data("styleHash", hash(STYLE))
                .data("scriptHash", hash(SCRIPT))
                .consume(page::append)
                .toCompletableFuture()
                .join();
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** By which the page's policy tells its own style and script from any other. */
    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " of the package", e);
        }
    }

    /** Escapes, and takes out the directions of writing that a text of the case would turn the page's with. */
    private static final class VisibleText extends HtmlEscaper {
        VisibleText(List<String> types) {
            super(types);
        }

        @Override
        public String map(Object result, Expression expression) {
            return super.map(visible(result.toString()), expression);
        }

        private static String visible(String text) {
            if (text.chars().noneMatch(Printable::isControl)) {
                return text;
            }
            StringBuilder visible = new StringBuilder(text.length());
            text.chars().forEach(c -> visible.append(Printable.isControl(c) ? ' ' : (char) c));
            return visible.toString();
        }
    }
}
