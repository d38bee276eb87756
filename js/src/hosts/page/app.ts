// The module of a page whose answers a program on this computer keeps.
import { openServer } from "../server";
import { mount } from "./mount";

void mount(openServer);
