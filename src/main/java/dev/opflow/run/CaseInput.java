package dev.opflow.run;

/**
 * A case to be solved.
 *
 * @param name the case's name, for people
 * @param key where it came from: the object's key, or a path
 * @param version which version of it: the object's version or ETag; empty where there is none
 * @param content the bytes as they are, plain or gzip; not to be changed
 */
public record CaseInput(String name, String key, String version, byte[] content) {}
