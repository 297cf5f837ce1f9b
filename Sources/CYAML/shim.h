#ifndef AIRWORTHY_CYAML_SHIM_H
#define AIRWORTHY_CYAML_SHIM_H

#include <yaml.h>

#endif
