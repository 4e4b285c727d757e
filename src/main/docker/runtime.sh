#!/bin/sh
# Makes, with the JDK 25 on the PATH, what the function runs on and what it is tried with.
#
# runtime.sh INTO TARGET
#   INTO/java                   the Java runtime of the function
#   INTO/instead.jar            what takes the place of classes of TARGET/lib
#   INTO/libaws-lambda-jni.so   the library of the runtime interface client in TARGET/runtime-client, for this processor
#   INTO/check                  FirstInvocation's classes and a Java runtime for them; a key for its buckets' TLS, signed by an authority
#                               of this moment; the certificates that are trusted, with that authority's; addresses of the buckets
set -eu
into=$1
target=$2
sources=$(dirname "$0")
mkdir -p "$into"

fail() {
    echo "runtime.sh: $1" >&2
    exit 1
}

jlink --add-modules java.base,java.logging,java.management,java.naming,java.xml,jdk.unsupported,jdk.zipfs \
    --strip-java-debug-attributes --no-header-files --no-man-pages --output "$into/java"
rm -rf "$into"/java/lib/server/*.jsa "$into/java/lib/jrt-fs.jar"

replaced=com/fasterxml/jackson/datatype/joda/JodaModule.class
jar --list --file "$(ls "$target"/lib/*.jackson-datatype-joda-*.jar)" | grep -qx "$replaced" || fail "there is no $replaced to replace"
javac -d "$into/instead" -classpath "$target/lib/*" "$sources/JodaModule.java"
jar --create --file "$into/instead.jar" --no-manifest --date 2026-01-01T00:00:00Z -C "$into/instead" "$replaced"
touch -d 2026-01-01T00:00:00Z "$into/instead.jar"
rm -r "$into/instead"

case $(uname -m) in aarch64) processor=aarch_64 ;; *) processor=x86_64 ;; esac
library=jni/libaws-lambda-jni.linux-$processor.so
client=$(cd "$target/runtime-client" && pwd)/aws-lambda-java-runtime-interface-client.jar
(cd "$into" && jar --extract --file "$client" "$library" && mv "$library" libaws-lambda-jni.so && rmdir jni)

jlink --add-modules java.base,jdk.httpserver --strip-java-debug-attributes --output "$into/check/java"
javac -d "$into/check/classes" "$sources/FirstInvocation.java"

# What the image trusts, and one authority more, whose key goes once it has signed.
cacerts=$into/java/lib/security/cacerts
if [ -L "$cacerts" ]; then
    cp -L "$cacerts" "$cacerts.file"
    mv "$cacerts.file" "$cacerts"
fi
cp "$cacerts" "$into/check/cacerts"
chmod u+w "$into/check/cacerts"
# Asks keytool, which has much to say also where all is well.
ask() { # store, command, arguments
    store=$1
    command=$2
    shift 2
    keytool "-$command" -keystore "$store" -storepass changeit "$@" >"$into/check/keytool.log" 2>&1 ||
        fail "keytool -$command, of $store: $(cat "$into/check/keytool.log")"
}
keys=$into/check/keys
ask "$keys" genkeypair -alias authority -dname CN=authority -ext bc:c -keyalg RSA -validity 36500
ask "$keys" genkeypair -alias server -signer authority -dname CN=server -keyalg RSA -validity 36500 \
    -ext san=ip:127.0.0.1,dns:uploads.s3.test,dns:results.s3.test
ask "$keys" exportcert -alias authority -file "$into/check/authority"
ask "$keys" delete -alias authority
ask "$into/check/cacerts" importcert -alias authority -file "$into/check/authority" -noprompt
ask "$cacerts" list
[ "$(grep -c trustedCertEntry "$into/check/keytool.log")" -gt 10 ] || fail "the JDK trusts nobody: see its cacerts"
echo "127.0.0.1 uploads.s3.test results.s3.test" >"$into/check/hosts"
