package org.pathtracer.exporter.otlp;
class Stub {}
