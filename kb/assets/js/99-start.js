kb.start();
