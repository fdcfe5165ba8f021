package org.pathtracer.exporter.http;
class Stub {}
