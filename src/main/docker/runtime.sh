#!/bin/sh
# Makes, with the JDK 25 on the PATH, what the function runs on and what it is tried with.
#
# runtime.sh INTO TARGET
#   INTO/java                   the Java runtime of the function
#   INTO/instead.jar            what takes the place of classes of TARGET/lib
#   INTO/libaws-lambda-jni.so   the library of the runtime interface client in TARGET/runtime-client, for this processor
#   INTO/check                  FirstInvocation's classes and a Java runtime for them; a key for its buckets' TLS, signed by an authority
#                               of this moment; the certificates that are trusted, with that authority's
set -eu
into=$1
target=$2
sources=$(dirname "$0")
mkdir -p "$into"

jlink --add-modules java.base,java.logging,java.management,java.naming,java.xml,jdk.unsupported,jdk.zipfs \
    --strip-java-debug-attributes --no-header-files --no-man-pages --output "$into/java"
rm -rf "$into"/java/lib/server/*.jsa "$into/java/lib/jrt-fs.jar"

javac -d "$into/instead" -classpath "$target/lib/*" "$sources/JodaModule.java"
jar --create --file "$into/instead.jar" -C "$into/instead" .
rm -r "$into/instead"

case $(uname -m) in aarch64) processor=aarch_64 ;; *) processor=x86_64 ;; esac
library=jni/libaws-lambda-jni.linux-$processor.so
client=$(cd "$target/runtime-client" && pwd)/aws-lambda-java-runtime-interface-client.jar
(cd "$into" && jar --extract --file "$client" "$library" && mv "$library" libaws-lambda-jni.so && rmdir jni)

jlink --add-modules java.base,jdk.httpserver --strip-java-debug-attributes --output "$into/check/java"
javac -d "$into/check/classes" "$sources/FirstInvocation.java"
keys="-keystore $into/check/keys -storepass changeit"
trusted="-keystore $into/check/cacerts -storepass changeit"
# shellcheck disable=SC2086 # each is several words
{
    keytool -genkeypair $keys -alias authority -dname CN=authority -ext bc:c -keyalg RSA -validity 36500
    keytool -genkeypair $keys -alias server -signer authority -dname CN=server -ext san=ip:127.0.0.1 -keyalg RSA -validity 36500
    keytool -exportcert $keys -alias authority -file "$into/check/authority"
    cp "$into/java/lib/security/cacerts" "$into/check/cacerts"
    chmod u+w "$into/check/cacerts"
    keytool -importcert $trusted -alias authority -file "$into/check/authority" -noprompt
} 2>/dev/null
