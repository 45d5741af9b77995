#include <jni.h>
#include <stddef.h>
#include <unistd.h>

/* Takes its time, as libraries of a megabyte do, and then needs classes of the JDK that load a
   library of their own when they are initialised. Netty's native transports do that, too. */
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved) {
  static const char *const needed[] = {
      "jdk/internal/jimage/NativeImageBuffer", "java/net/InetAddress",
      "java/net/NetworkInterface", "sun/nio/ch/Net"};
  JNIEnv *env;
  (void)reserved;
  if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_8) != JNI_OK) {
    return JNI_ERR;
  }
  sleep(2); /* the agent begins to ask the kernel meanwhile */
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if ((*env)->FindClass(env, needed[i]) == NULL) {
      return JNI_ERR;
    }
  }
  return JNI_VERSION_1_8;
}
