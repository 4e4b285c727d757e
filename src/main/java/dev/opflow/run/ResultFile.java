package dev.opflow.run;

/**
 * A file of a result.
 *
 * @param name its name, as "result.json"
 * @param contentType its media type
 * @param content its bytes
 */
public record ResultFile(String name, String contentType, byte[] content) {}
