/*
 * Stands in for libexago_opflow in tests: the functions that the engine calls, with faults on demand. What it does is read, at
 * each call, from the file "faults" in the folder that is its installation: lines of name=value. It keeps a diary of the calls in
 * "calls" beside it.
 *
 *   code.FUNCTION=83         that function answers this error code ...
 *   message.FUNCTION=text    ... and the error handler is told this
 *   converged, objective, iterations, solution=0,1.05,0.5,0.1   what a solve ends with
 *   exit=text                the EXIT line of Ipopt's log; "none" for no log at all
 *   seconds=9                a solve takes this long, and asks nobody
 *   evaluations=9            a solve evaluates its objective as often, 10 ms each, until that is no number
 *   crash=abort|segv         how a solve ends the process; crash.at=2 only the second one
 *
 * Compile with -DWITHOUT_FUNCTION for a library that lacks one, -DMINOR=5 for another version, -DWITHOUT_IPOPT, -DWITH_HIOP.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef MINOR
#define MINOR 6
#endif

enum { MOST = 4096, ERR_USER = 83, ERR_FILE_OPEN = 65, INITIAL = 0, REPEAT = 1 };

typedef int (*Auxiliary)(void *opflow, const double *x, double *objective, void *context);
typedef int (*Handler)(long comm, int line, const char *function, const char *file, int code, int type, const char *message,
                       void *context);

struct Opflow {
  Auxiliary auxiliary;
  void *context;
};

static Handler handler;
static void *handlerContext;
static int initialized;
static int solves;
static char options[64][2][256];
static int optionCount;
static double solution[MOST];

static void path(char *out, const char *name) {
  Dl_info info;
  dladdr((const void *)&handler, &info);
  snprintf(out, MOST, "%s", info.dli_fname);
  for (int k = 0; k < 2; k++) {
    *strrchr(out, '/') = 0;
  }
  strcat(out, "/");
  strcat(out, name);
}

/* The value of a name, or what is to be taken without one. */
static const char *told(const char *name, const char *otherwise) {
  static __thread char line[MOST];
  char file[MOST];
  path(file, "faults");
  FILE *in = fopen(file, "r");
  const char *value = otherwise;
  size_t length = strlen(name);
  while (in && fgets(line, sizeof line, in)) {
    if (!strncmp(line, name, length) && line[length] == '=') {
      line[strcspn(line, "\n")] = 0;
      value = line + length + 1;
      break;
    }
  }
  if (in) {
    fclose(in);
  }
  return value;
}

static void note(const char *what, const char *more) {
  char file[MOST];
  path(file, "calls");
  FILE *out = fopen(file, "a");
  fprintf(out, "%s%s%s\n", what, *more ? " " : "", more);
  fclose(out);
}

/* Notes a call; answers its error code, about which the handler hears twice: from where it arises and from its caller. */
static int called(const char *function, const char *more) {
  char name[256];
  char message[MOST];
  note(function, more);
  snprintf(name, sizeof name, "code.%s", function);
  int code = atoi(told(name, "0"));
  snprintf(name, sizeof name, "message.%s", function);
  snprintf(message, sizeof message, "%s", told(name, ""));
  if (code && handler) {
    handler(0, 1, function, __FILE__, code, INITIAL, message, handlerContext);
    handler(0, 2, "caller", __FILE__, code, REPEAT, " ", handlerContext);
  }
  return code;
}

#ifndef WITHOUT_IPOPT
int _Z24OPFLOWSolverCreate_IPOPTP9_p_OPFLOW(void *opflow) { return opflow == NULL; }
#endif
#ifdef WITH_HIOP
int _Z29OPFLOWSolverCreate_HIOPSPARSEP9_p_OPFLOW(void *opflow) { return opflow == NULL; }
#endif

int ExaGOVersionGetVersion(int *major, int *minor, int *patch) {
  *major = 1;
  *minor = MINOR;
  *patch = 0;
  return 0;
}

int PetscInitialized(int *answer) {
  *answer = initialized;
  return 0;
}

int ExaGOInitialize(long comm, int *argc, char ***argv, char *name, char *help) {
  (void)comm;
  (void)help;
  char more[MOST] = "";
  for (int k = 0; k < *argc; k++) {
    strcat(strcat(more, k ? " " : ""), (*argv)[k]);
  }
  note(getenv("OMPI_MCA_pml"), getenv("OMPI_MCA_orte_tmpdir_base"));
  int code = called("ExaGOInitialize", more);
  initialized = !code && !strcmp(name, "opflow");
  return code;
}

int ExaGOGetSelfCommunicator(long *comm) {
  *comm = 1;
  return called("ExaGOGetSelfCommunicator", "");
}

int PetscPushErrorHandler(Handler function, void *context) {
  handler = function;
  handlerContext = context;
  return 0;
}

int PetscOptionsSetValue(void *database, const char *name, const char *value) {
  (void)database;
  snprintf(options[optionCount][0], 256, "%s", name);
  snprintf(options[optionCount++][1], 256, "%s", value);
  return called("PetscOptionsSetValue", "");
}

int PetscOptionsClearValue(void *database, const char *name) {
  (void)database;
  for (int k = 0; k < optionCount; k++) {
    if (!strcmp(options[k][0], name)) {
      optionCount--;
      memmove(options[k], options[optionCount], sizeof options[k]);
      break;
    }
  }
  return 0;
}

int OPFLOWCreate(long comm, struct Opflow **opflow) {
  (void)comm;
  *opflow = calloc(1, sizeof **opflow);
  return called("OPFLOWCreate", "");
}

int OPFLOWDestroy(struct Opflow **opflow) {
  char more[MOST];
  snprintf(more, sizeof more, "%d options left", optionCount);
  free(*opflow);
  return called("OPFLOWDestroy", more);
}

int OPFLOWReadMatPowerData(struct Opflow *opflow, const char *file) {
  (void)opflow;
  FILE *in = fopen(file, "r");
  if (!in) {
    return ERR_FILE_OPEN;
  }
  fclose(in);
  return called("OPFLOWReadMatPowerData", "");
}

#ifndef WITHOUT_OPFLOWSetUp
int OPFLOWSetUp(struct Opflow *opflow) {
  (void)opflow;
  return called("OPFLOWSetUp", "");
}
#endif

int OPFLOWSetAuxillaryObjective(struct Opflow *opflow, Auxiliary objective, void *gradient, void *hessian, void *context) {
  (void)gradient;
  (void)hessian;
  opflow->auxiliary = objective;
  opflow->context = context;
  return called("OPFLOWSetAuxillaryObjective", "");
}

/* Writes what Ipopt would, to the file that ipopt.opt in the working directory names. */
static int log_end(const char *end) {
  char line[256], name[256] = "";
  FILE *in = fopen("ipopt.opt", "r");
  while (in && fgets(line, sizeof line, in)) {
    sscanf(line, "output_file %255s", name);
  }
  if (!in || !*name) {
    return ERR_FILE_OPEN;
  }
  fclose(in);
  FILE *out = fopen(name, "w");
  fprintf(out, "Number of Iterations....: %s\n\n", told("iterations", "7"));
  fprintf(out, "Objective...............: 1.0e+00 %s\n", told("objective", "0"));
  fprintf(out, "Constraint violation....: 1.0e+00 2.5e-01\n\nEXIT: %s\n", end);
  fclose(out);
  return 0;
}

int OPFLOWSolve(struct Opflow *opflow) {
  char end[256];
  int code = called("OPFLOWSolve", "");
  solves++;
  if (*told("crash", "") && atoi(told("crash.at", "1")) == solves) {
    if (!strcmp(told("crash", ""), "abort")) {
      abort();
    }
    *(volatile int *)0 = 1;
  }
  double seconds = atof(told("seconds", "0"));
  usleep((useconds_t)(seconds * 1e6));
  snprintf(end, sizeof end, "%s", told("exit", "Optimal Solution Found."));
  for (int k = 0, n = atoi(told("evaluations", "0")); k < n; k++) {
    double objective = 0;
    usleep(10000);
    if (opflow->auxiliary && opflow->auxiliary(opflow, solution, &objective, opflow->context)) {
      return ERR_USER;
    }
    if (isnan(objective)) {
      snprintf(end, sizeof end, "Invalid number in NLP function or derivative detected.");
      break;
    }
  }
  return code ? code : strcmp(end, "none") ? log_end(end) : 0;
}

int OPFLOWGetConvergenceStatus(struct Opflow *opflow, int *converged) {
  (void)opflow;
  *converged = atoi(told("converged", "1"));
  return called("OPFLOWGetConvergenceStatus", "");
}

int OPFLOWGetObjective(struct Opflow *opflow, double *objective) {
  (void)opflow;
  *objective = atof(told("objective", "0"));
  return called("OPFLOWGetObjective", "");
}

int OPFLOWGetSolution(struct Opflow *opflow, void **vec) {
  (void)opflow;
  *vec = solution;
  return called("OPFLOWGetSolution", "");
}

static int numbers(void) {
  char list[MOST];
  int count = 0;
  snprintf(list, sizeof list, "%s", told("solution", ""));
  for (char *at = strtok(list, ","); at; at = strtok(NULL, ",")) {
    solution[count++] = atof(at);
  }
  return count;
}

int VecGetSize(void *vec, int *size) {
  (void)vec;
  *size = numbers();
  return called("VecGetSize", "");
}

int VecGetArrayRead(void *vec, const double **array) {
  *array = vec;
  return called("VecGetArrayRead", "");
}

int VecRestoreArrayRead(void *vec, const double **array) {
  (void)vec;
  *array = NULL;
  return 0;
}
