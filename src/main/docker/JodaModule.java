package com.fasterxml.jackson.datatype.joda;

import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * In the image, in the place of the library's class of this name, and does nothing: Quarkus makes it part of each function, for events
 * that have times of Joda-Time. Here events are read as trees, and Joda-Time, whose class files are too old for the JVM's cache, took
 * a twentieth of a cold start.
 */
public final class JodaModule extends SimpleModule {
    private static final long serialVersionUID = 1;
}
