/* A vendor's reader library for tests: what it does stands in the file "mode" of the working directory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 王芳 in GBK */
#define NAME "\xCD\xF5\xB7\xBC"
#define CARD(area, sn) area "|510104198503120221|A12345678|" sn "|" NAME "|8100|2.00|20200101|20300101|000000000001|T10|"
#define SN "51010012345678901234567890ABCDEF"

static char mode[64];

static int is(const char *name) {
  FILE *file = fopen("mode", "r");
  if (!file || !fgets(mode, sizeof mode, file)) mode[0] = 0;
  if (file) fclose(file);
  return strncmp(mode, name, strlen(name)) == 0;
}

static long answer(char *out, const char *text) {
  strcpy(out, text);
  return 0;
}

static long bad_day(char *out) {
  if (is("hang"))
    for (;;) pause();
  if (is("abort")) abort();
  if (is("print")) {
    for (int i = 0; i < 2000; i += 1) printf("reader library 1.0: port opened\n");
    fflush(stdout);
  }
  if (is("garbage")) {
    for (int i = 0; i < 60000; i += 1) out[i] = (char)(1 + (i * 7919) % 255);
    return 0;
  }
  return 1;
}

long iReadCardBas(int iType, char *out) {
  long bad = bad_day(out);
  if (bad <= 0) return bad;
  if (is("code ")) return atoi(mode + 5);
  if (is("type")) return -iType;
  if (is("wrapped")) return answer(out, "0|ok|" CARD("510100", SN));
  if (is("hsm")) return -2203;
  return answer(out, CARD("510100", SN));
}

static long step1(char *out) {
  if (is("hsm-hang"))
    for (;;) pause();
  return answer(out, is("hsm-old") ? "510100|1|00|R1|000000000001|" : "510100|1|03|R1|000000000001|");
}

#ifdef STEP1_OUT_ONLY
long iReadCardBas_HSM_Step1(char *out) { return step1(out); }
#else
long iReadCardBas_HSM_Step1(int iType, char *out) { return iType == 3 ? step1(out) : -14; }
#endif

long iReadCardBas_HSM_Step2(char *key, char *out) {
  if (is("hsm-swap")) return answer(out, CARD("110100", "11010012345678901234567890ABCDEF"));
  if (strcmp(key, is("hsm-old") ? "KEY|" : "KEY") != 0) return -41;
  return answer(out, CARD("510100", SN));
}

#ifndef STEP1_OUT_ONLY
const char *NationEcTrans(const char *url, const char *in, char *out) {
  if (is("ec-silent")) return NULL;
  if (is("ec-no")) {
    /* 已过期 */
    strcpy(out, "{\"code\":500159,\"message\":\"\xD2\xD1\xB9\xFD\xC6\xDA\"}");
    return "9999";
  }
  /* 张三 must have come as GBK */
  int gbk = strstr(in, "\xD5\xC5\xC8\xFD") != NULL && strstr(in, "ec.query") != NULL;
  sprintf(out, "{\"code\":0,\"data\":{\"ecToken\":\"%s\",\"userName\":\"" NAME "\"}}", gbk ? url : "?");
  return "0000";
}
#endif
